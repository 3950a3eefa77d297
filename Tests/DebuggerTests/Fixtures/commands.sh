#!/bin/sh
# As documentation shows it.
$ curl -s -X PUT https://api.example.com/orders/7 \
    -H "Content-Type: application/json" \
    -H 'X-Note: it'\''s "fine"' \
    -u aladdin:opensesame \
    -d '{"qty": 2}' | jq .

# As Chrome copies it.
curl 'https://api.example.com/search?q=a%20b' \
  -H 'accept: */*' \
  -b 'sid=abc; theme=dark' \
  --data-raw $'{"name":"J\u00fcrgen","emoji":"\ud83d\ude00","quote":"it\'s"}' \
  --compressed

curl -G https://api.example.com/find --data-urlencode 'q=a & b' -d page=2 && curl -I localhost:3000/health
curl --url http://127.0.0.1:3000/form -d a=1 -d b=2 -L -k
echo -n '{"piped":true}' | curl -sS -XPOST localhost:3000/piped -H content-type:application/json --data-binary @-
