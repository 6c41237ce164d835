// Verifies an access token as any relying party would: against the published keys, with jose.
// Arguments: base URL, token, issuer, audience. Prints the claims and the header as JSON.
import { createRemoteJWKSet, jwtVerify } from "jose";

const [base, token, issuer, audience] = process.argv.slice(2);
const keys = createRemoteJWKSet(new URL("/.well-known/jwks.json", base));
const { payload, protectedHeader } = await jwtVerify(token, keys, { issuer, audience, algorithms: ["ES256"] });
console.log(JSON.stringify({ payload, protectedHeader }));
