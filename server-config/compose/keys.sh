#!/bin/sh
# The keys of compose.yaml, for trying things out: tokens of a real system come from its issuer.
#   keys.sh                    makes secrets/private.pem and public.pem unless they are there, and Prometheus' token (30 days)
#   keys.sh token USER ROLE…   prints a token for a day
# It needs openssl.
set -eu
umask 077
cd "$(dirname "$0")"
issuer=https://compose.parley.example

encoded() {
    openssl base64 -A | tr '+/' '-_' | tr -d '='
}

# token SECONDS USER ROLE…
token() {
    now=$(date +%s)
    seconds=$1
    user=$2
    shift 2
    groups=
    for role in "$@"; do
        groups="$groups${groups:+,}\"$role\""
    done
    header=$(printf '{"alg":"RS256","typ":"JWT"}' | encoded)
    claims=$(printf '{"iss":"%s","sub":"%s","upn":"%s","groups":[%s],"iat":%d,"exp":%d}' \
        "$issuer" "$user" "$user" "$groups" "$now" "$((now + seconds))" | encoded)
    signature=$(printf '%s.%s' "$header" "$claims" | openssl dgst -sha256 -sign secrets/private.pem -binary | encoded)
    printf '%s.%s.%s' "$header" "$claims" "$signature"
}

mkdir -p secrets
if [ ! -f secrets/private.pem ]; then
    openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out secrets/private.pem 2>/dev/null ||
        openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out secrets/private.pem 2>/dev/null
    openssl pkey -in secrets/private.pem -pubout -out secrets/public.pem
fi
if [ "${1:-}" = token ]; then
    shift
    token 86400 "$@"
    echo
else
    token 2592000 prometheus metrics >secrets/metrics.token
    # Containers read these as users of their own; the private key stays closed.
    chmod 755 secrets
    chmod 644 secrets/public.pem secrets/metrics.token
fi
