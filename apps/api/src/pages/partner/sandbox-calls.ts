/** Calls of the whole flow with a test key, a line of shell each; ID is the `id` that the first of them answers. */
export const sandboxCalls = (origin: string): string => `export KUNCI=sk_uji_…
curl -s -H "Authorization: Bearer $KUNCI" -H 'Content-Type: application/json' -d '{}' ${origin}/api/v1/sandbox/matches
curl -s -H "Authorization: Bearer $KUNCI" ${origin}/api/v1/partner/matches
curl -s -H "Authorization: Bearer $KUNCI" ${origin}/api/v1/partner/matches/ID
curl -s -H "Authorization: Bearer $KUNCI" -H 'Content-Type: application/json' -d '{"status":"accepted"}' ${origin}/api/v1/partner/matches/ID/answer
curl -s -H "Authorization: Bearer $KUNCI" '${origin}/api/v1/events?limit=10'
curl -s -H "Authorization: Bearer $KUNCI" -X POST ${origin}/api/v1/sandbox/matches/ID/withdrawal`;
