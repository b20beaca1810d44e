/** Calls of the whole flow with a test key, each on its own; ID is the `id` that the first of them answers. */
export const sandboxCalls = (origin: string): string => `export KUNCI=sk_uji_… ALAMAT=${origin}/api/v1
curl -H "Authorization: Bearer $KUNCI" -H 'Content-Type: application/json' -d '{}' $ALAMAT/sandbox/matches
curl -H "Authorization: Bearer $KUNCI" $ALAMAT/partner/matches
curl -H "Authorization: Bearer $KUNCI" $ALAMAT/partner/matches/ID
curl -H "Authorization: Bearer $KUNCI" -H 'Content-Type: application/json' \\
  -d '{"status":"accepted"}' $ALAMAT/partner/matches/ID/answer
curl -H "Authorization: Bearer $KUNCI" "$ALAMAT/events?limit=10"
curl -H "Authorization: Bearer $KUNCI" -X POST $ALAMAT/sandbox/matches/ID/withdrawal`;
