# Needs verify.py beside it, and nothing else.
# WEBHOOK_SECRET=whsec_… PORT=4000 python3 receiver.py
import json, os
from http.server import BaseHTTPRequestHandler, HTTPServer
from verify import verify

# Ids of events that were taken. Keep them in your database: an event may come twice.
taken = set()


def event_in(body: bytes) -> dict:
    try:
        event = json.loads(body)
    except ValueError:
        return {}
    return event if isinstance(event, dict) else {}


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        event = event_in(body)
        # Comes right after the registration, when you may not have put the secret here yet.
        if event.get("type") == "endpoint.verify":
            return self.answer(200, json.dumps({"challenge": event["data"]["challenge"]}).encode())
        msg_id, timestamp, signatures = (self.headers.get(f"webhook-{name}", "0") for name in ("id", "timestamp", "signature"))
        secret = os.environ.get("WEBHOOK_SECRET")
        if not secret or not verify(secret, msg_id, timestamp, signatures, body):
            return self.answer(401)
        if msg_id not in taken:
            print(msg_id, event["type"], event["data"], flush=True)
        taken.add(msg_id)
        self.answer(204)

    def answer(self, status: int, body: bytes = b""):
        self.send_response(status)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


HTTPServer(("127.0.0.1", int(os.environ.get("PORT", "4000"))), Receiver).serve_forever()
