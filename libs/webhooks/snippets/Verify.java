import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public class Verify {
  static boolean verify(String secret, String id, String timestamp, String signatures, byte[] body) throws Exception {
    if (Math.abs(Instant.now().getEpochSecond() - Long.parseLong(timestamp)) > 300) return false;
    var content = new ByteArrayOutputStream();
    content.write((id + "." + timestamp + ".").getBytes("UTF-8"));
    content.write(body);
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
    var expected = ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(content.toByteArray()))).getBytes("UTF-8");
    for (var one : signatures.split(" ")) {
      if (MessageDigest.isEqual(expected, one.getBytes("UTF-8"))) return true;
    }
    return false;
  }

  public static void main(String[] args) throws Exception {
    var env = System.getenv();
    var valid = verify(env.get("WEBHOOK_SECRET"), env.get("WEBHOOK_ID"), env.get("WEBHOOK_TIMESTAMP"), env.get("WEBHOOK_SIGNATURE"), System.in.readAllBytes());
    System.exit(valid ? 0 : 1);
  }
}
