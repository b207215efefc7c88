#!/bin/bash
# Ends well if Parley on this machine answers its liveness check. For images that have no HTTP client: bash has one.
exec 3<>"/dev/tcp/127.0.0.1/${WEBSOCKET_PORT:-3001}" || exit 1
printf 'GET /health/live HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r -t 3 _ status _ <&3 && [ "$status" = 200 ]
