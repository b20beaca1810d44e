#!/usr/bin/env bash
# Body on standard input; WEBHOOK_SECRET and the three webhook-* headers in the environment. Exit 0: it is from Sambung.
set -euo pipefail
body=$(cat; printf x)
body=${body%x}
age=$(($(date +%s) - WEBHOOK_TIMESTAMP))
((age < 300 && age > -300)) || exit 1
key=$(printf %s "${WEBHOOK_SECRET#whsec_}" | base64 -d | od -An -tx1 | tr -d ' \n')
expected=$(printf '%s.%s.%s' "$WEBHOOK_ID" "$WEBHOOK_TIMESTAMP" "$body" |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | base64)
for signature in $WEBHOOK_SIGNATURE; do
  [ "$signature" = "v1,$expected" ] && exit 0
done
exit 1
