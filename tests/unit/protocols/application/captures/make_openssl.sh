#!/bin/sh
# Makes tls13-openssl.pcap and tls13-openssl.keys beside it, as root: OpenSSL's client and server over the loopback
# device. First connection: two key updates (K: both ends, k: the client's alone); second one: early data.
set -e
cd "$(dirname "$0")"
work=$(mktemp -d)
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/k.pem" -out "$work/c.pem" -days 3000 \
    -subj /CN=secret.example.test 2> "$work/log"
rm -f tls13-openssl.keys
tcpdump -i lo -U -w tls13-openssl.pcap port 44330 2> "$work/log" & dump=$!
sleep 1
sleep 9 | openssl s_server -accept 44330 -cert "$work/c.pem" -key "$work/k.pem" -early_data -max_early_data 16384 \
    -no_anti_replay -quiet > "$work/log" 2>&1 & server=$!
sleep 1
client="openssl s_client -connect 127.0.0.1:44330 -tls1_3 -keylogfile tls13-openssl.keys"
(echo hello one; sleep 0.3; echo K; sleep 0.3; echo after update; sleep 0.3; echo k; sleep 0.3
 echo after second update; sleep 0.5; echo Q) | $client -sess_out "$work/session" > "$work/log" 2>&1
printf 'GET /early HTTP/1.1\r\nHost: x\r\n\r\n' > "$work/early"
(sleep 0.5; echo "late words"; sleep 0.5; echo Q) | $client -sess_in "$work/session" -early_data "$work/early" \
    > "$work/log" 2>&1
sleep 1
kill $dump $server
rm -r "$work"
