// Written by the tests with RECORD_SCREENS=1; compared whole by expectScreen.
// swift-format-ignore-file

let recordedScreens: [String: String] = [
"c -o json": ##"""
{"flow":"01a203c7-1f7e-7abc-8123-45677f3a9c21","place":"step","step":3,"name":"executed","attempt":1,"event":"executed","failed":true,"events":4,"position":48023,"at":"2026-11-22T15:01:52.312000Z","offsetMs":1210,"summary":"KeyError: 'sku' (app.py:41)"}
"""##,
"debugging a failure 100": ##"""
waybill▸ use 7f3a9c21
7f3a9c21 POST /orders → 500   2026-11-22 15:01:51.102 UTC   HttpApi /$default   function orders   t…
 0 start  nothing has happened yet
failed at step 3; step 4 was affected · 6 events #48020–#48025      next: step  c  print  goto end
waybill 7f3a[0/5 start]▸ n
 1 sent          POST /orders, 9 B json  +0.0ms
waybill 7f3a[1/5 sent]▸ c
 3 executed ✗    KeyError: 'sku' (app.py:41)  +1.21s
waybill 7f3a[3/5 executed!]▸ rn
 2 triggered     Event 2.0, 79 B, to orders  +0.6ms
waybill 7f3a[2/5 triggered]▸ n 2
 4 returned      HTTP 500 Internal Server Error  +1.21s
waybill 7f3a[4/5 returned]▸ c
 5 displayed     Displayed (103 B delivered)  +1.21s
waybill 7f3a[5/5 displayed]▸ c
 5 displayed     Displayed (103 B delivered)  +1.21s
 already at the end: nothing follows
(exit code 1)
waybill 7f3a[5/5 displayed]▸ rc
 3 executed ✗    KeyError: 'sku' (app.py:41)  +1.21s
waybill 7f3a[3/5 executed!]▸ rc
 0 start  nothing has happened yet
waybill 7f3a[0/5 start]▸ goto executed
 3 executed ✗    KeyError: 'sku' (app.py:41)  +1.21s
waybill 7f3a[3/5 executed!]▸ goto 2!
 3 executed ✗    KeyError: 'sku' (app.py:41)  +1.21s
waybill 7f3a[3/5 executed!]▸ steps
7f3a9c21 POST /orders → 500   2026-11-22 15:01:51.102 UTC   HttpApi /$default   function orders   t…
 Step         │ Component     │ Action            │ Input              │ Output             │     at
──────────────┼───────────────┼───────────────────┼────────────────────┼────────────────────┼───────
 1 sent       │ Client        │ Sends HTTP        │ POST /orders, 9 B  │ Request received   │ +0.0ms
              │               │ request           │ json               │                    │
 2 triggered  │ API Gateway   │ Matches POST      │ POST /orders       │ Event 2.0, 79 B,   │ +0.6ms
              │               │ /orders, triggers │                    │ to orders          │
              │               │ Lambda            │                    │                    │
 3 executed ✗ │ Lambda orders │ Executes function │ Event, deadline    │ KeyError: 'sku'    │ +1.21s
              │               │ code (cold)       │ 29 s               │ (app.py:41)        │
 4 returned   │ API Gateway   │ Maps function     │ Unhandled error,   │ HTTP 500 Internal  │ +1.21s
              │               │ error             │ 154 B              │ Server Error       │
 5 displayed  │ Client        │ Receives response │ HTTP 500, 35 B     │ Displayed (103 B   │ +1.21s
              │               │                   │                    │ delivered)         │
failed at step 3; step 4 was affected · 6 events #48020–#48025
next: track  explain  timeline  logs  (7f3a9c21 is in focus)
waybill 7f3a[3/5 executed!]▸ track
7f3a9c21 POST /orders → 500   2026-11-22 15:01:51.102 UTC   HttpApi /$default   function orders   t…
 Variable │ Start │ After step 2      │ After step 3       │ After step 4       │ Final
──────────┼───────┼───────────────────┼────────────────────┼────────────────────┼───────────────────
 Request  │ None  │ HTTP POST /orders │ Event passed to    │ Error from orders  │ HTTP 500 Internal
          │       │                   │ orders             │                    │ Server Error
          │       │                   │                    │                    │ response
 Response │ None  │ None              │ KeyError: 'sku'    │ API Gateway        │ Displayed to
          │       │                   │ (app.py:41)        │ response ready     │ client
          │       │                   │                    │ (HTTP 500)         │
failed at step 3; step 4 was affected · -v: all five steps and every variable
next: steps  show  (7f3a9c21 is in focus)
waybill 7f3a[3/5 executed!]▸ use
7f3a9c21 POST /orders → 500   2026-11-22 15:01:51.102 UTC   HttpApi /$default   function orders   t…
 3 executed ✗    KeyError: 'sku' (app.py:41)  +1.21s
failed at step 3; step 4 was affected · 6 events #48020–#48025
next: step  c  print  goto end  use off
waybill 7f3a[3/5 executed!]▸ use off
waybill▸ step
 step
 ^^^^ no request is in focus
 next: use @failed, or ls and then use %1
(exit code 2)
"""##,
"debugging a failure 80": ##"""
waybill▸ use 7f3a9c21
7f3a9c21 POST /orders → 500   2026-11-22 15:01:51.102 UTC   HttpApi /$default  …
 0 start  nothing has happened yet
failed at step 3; step 4 was affected · 6 events #48020–#48025
next: step  c  print  goto end
waybill 7f3a[0/5 start]▸ n
 1 sent          POST /orders, 9 B json  +0.0ms
waybill 7f3a[1/5 sent]▸ c
 3 executed ✗    KeyError: 'sku' (app.py:41)  +1.21s
waybill 7f3a[3/5 executed!]▸ rn
 2 triggered     Event 2.0, 79 B, to orders  +0.6ms
waybill 7f3a[2/5 triggered]▸ n 2
 4 returned      HTTP 500 Internal Server Error  +1.21s
waybill 7f3a[4/5 returned]▸ c
 5 displayed     Displayed (103 B delivered)  +1.21s
waybill 7f3a[5/5 displayed]▸ c
 5 displayed     Displayed (103 B delivered)  +1.21s
 already at the end: nothing follows
(exit code 1)
waybill 7f3a[5/5 displayed]▸ rc
 3 executed ✗    KeyError: 'sku' (app.py:41)  +1.21s
waybill 7f3a[3/5 executed!]▸ rc
 0 start  nothing has happened yet
waybill 7f3a[0/5 start]▸ goto executed
 3 executed ✗    KeyError: 'sku' (app.py:41)  +1.21s
waybill 7f3a[3/5 executed!]▸ goto 2!
 3 executed ✗    KeyError: 'sku' (app.py:41)  +1.21s
waybill 7f3a[3/5 executed!]▸ steps
7f3a9c21 POST /orders → 500   2026-11-22 15:01:51.102 UTC   HttpApi /$default  …
 Step         │ Component   │ Action      │ Input        │ Output       │     at
──────────────┼─────────────┼─────────────┼──────────────┼──────────────┼───────
 1 sent       │ Client      │ Sends HTTP  │ POST         │ Request      │ +0.0ms
              │             │ request     │ /orders, 9 B │ received     │
              │             │             │ json         │              │
 2 triggered  │ API Gateway │ Matches     │ POST /orders │ Event 2.0,   │ +0.6ms
              │             │ POST        │              │ 79 B, to     │
              │             │ /orders, t… │              │ orders       │
 3 executed ✗ │ Lambda      │ Executes    │ Event,       │ KeyError:    │ +1.21s
              │ orders      │ function    │ deadline     │ 'sku'        │
              │             │ code (cold) │ 29 s         │ (app.py:41)  │
 4 returned   │ API Gateway │ Maps        │ Unhandled    │ HTTP 500     │ +1.21s
              │             │ function    │ error, 154 B │ Internal     │
              │             │ error       │              │ Server Error │
 5 displayed  │ Client      │ Receives    │ HTTP 500,    │ Displayed    │ +1.21s
              │             │ response    │ 35 B         │ (103 B       │
              │             │             │              │ delivered)   │
failed at step 3; step 4 was affected · 6 events #48020–#48025
next: track  explain  timeline  logs  (7f3a9c21 is in focus)
waybill 7f3a[3/5 executed!]▸ track
7f3a9c21 POST /orders → 500   2026-11-22 15:01:51.102 UTC   HttpApi /$default  …
 Variable │ Start │ After step 2 │ After step 3  │ After step 4  │ Final
──────────┼───────┼──────────────┼───────────────┼───────────────┼──────────────
 Request  │ None  │ HTTP POST    │ Event passed  │ Error from    │ HTTP 500
          │       │ /orders      │ to orders     │ orders        │ Internal
          │       │              │               │               │ Server Error…
 Response │ None  │ None         │ KeyError:     │ API Gateway   │ Displayed to
          │       │              │ 'sku'         │ response      │ client
          │       │              │ (app.py:41)   │ ready (HTTP … │
failed at step 3; step 4 was affected · -v: all five steps and every variable
next: steps  show  (7f3a9c21 is in focus)
waybill 7f3a[3/5 executed!]▸ use
7f3a9c21 POST /orders → 500   2026-11-22 15:01:51.102 UTC   HttpApi /$default  …
 3 executed ✗    KeyError: 'sku' (app.py:41)  +1.21s
failed at step 3; step 4 was affected · 6 events #48020–#48025
next: step  c  print  goto end  use off
waybill 7f3a[3/5 executed!]▸ use off
waybill▸ step
 step
 ^^^^ no request is in focus
 next: use @failed, or ls and then use %1
(exit code 2)
"""##,
"diff 7f3a9c20 7f3a9c21 --ignore log -o csv": ##"""
left,right,part,result,path,leftValue,rightValue
01a203c7-1b96-7abc-8123-45677f3a9c20,01a203c7-1f7e-7abc-8123-45677f3a9c21,state,different,state,"""displayed""","""failed"""
01a203c7-1b96-7abc-8123-45677f3a9c20,01a203c7-1f7e-7abc-8123-45677f3a9c21,status,different,status,201,500
01a203c7-1b96-7abc-8123-45677f3a9c20,01a203c7-1f7e-7abc-8123-45677f3a9c21,error,different,error,,"""KeyError: 'sku'"""
01a203c7-1b96-7abc-8123-45677f3a9c20,01a203c7-1f7e-7abc-8123-45677f3a9c21,event,identical,,,
01a203c7-1b96-7abc-8123-45677f3a9c20,01a203c7-1f7e-7abc-8123-45677f3a9c21,result,different,result,"{""statusCode"":201}","{""errorMessage"":""'sku'"",""errorType"":""KeyError"",""requestId"":""x"",""stackTrace"":[""  File \""/var/task/app.py\"", line 41, in create\n    item = body['sku']\n""]}"
01a203c7-1b96-7abc-8123-45677f3a9c20,01a203c7-1f7e-7abc-8123-45677f3a9c21,response.headers,identical,,,
01a203c7-1b96-7abc-8123-45677f3a9c20,01a203c7-1f7e-7abc-8123-45677f3a9c21,response.body,different,response.body,"{""id"":""o-19""}","{""message"":""Internal Server Error""}"
01a203c7-1b96-7abc-8123-45677f3a9c20,01a203c7-1f7e-7abc-8123-45677f3a9c21,log,equivalent,,,
"""##,
"diff 7f3a9c20 7f3a9c21 --ignore log -o expanded": ##"""
─[ 1 ]────────────────
left       │ 01a203c7-1b96-7abc-8123-45677f3a9c20
right      │ 01a203c7-1f7e-7abc-8123-45677f3a9c21
part       │ state
result     │ different
path       │ state
leftValue  │ "displayed"
rightValue │ "failed"
─[ 2 ]────────────────
left       │ 01a203c7-1b96-7abc-8123-45677f3a9c20
right      │ 01a203c7-1f7e-7abc-8123-45677f3a9c21
part       │ status
result     │ different
path       │ status
leftValue  │ 201
rightValue │ 500
─[ 3 ]────────────────
left       │ 01a203c7-1b96-7abc-8123-45677f3a9c20
right      │ 01a203c7-1f7e-7abc-8123-45677f3a9c21
part       │ error
result     │ different
path       │ error
leftValue  │ 
rightValue │ "KeyError: 'sku'"
─[ 4 ]────────────────
left       │ 01a203c7-1b96-7abc-8123-45677f3a9c20
right      │ 01a203c7-1f7e-7abc-8123-45677f3a9c21
part       │ event
result     │ identical
path       │ 
leftValue  │ 
rightValue │ 
─[ 5 ]────────────────
left       │ 01a203c7-1b96-7abc-8123-45677f3a9c20
right      │ 01a203c7-1f7e-7abc-8123-45677f3a9c21
part       │ result
result     │ different
path       │ result
leftValue  │ {"statusCode":201}
rightValue │ {"errorMessage":"'sku'","errorType":"KeyError","requestId":"x","stackTrace":["  File \"/var/task/app.py\", line 41, in create\n    item = body['sku']\n"]}
─[ 6 ]────────────────
left       │ 01a203c7-1b96-7abc-8123-45677f3a9c20
right      │ 01a203c7-1f7e-7abc-8123-45677f3a9c21
part       │ response.headers
result     │ identical
path       │ 
leftValue  │ 
rightValue │ 
─[ 7 ]────────────────
left       │ 01a203c7-1b96-7abc-8123-45677f3a9c20
right      │ 01a203c7-1f7e-7abc-8123-45677f3a9c21
part       │ response.body
result     │ different
path       │ response.body
leftValue  │ {"id":"o-19"}
rightValue │ {"message":"Internal Server Error"}
─[ 8 ]────────────────
left       │ 01a203c7-1b96-7abc-8123-45677f3a9c20
right      │ 01a203c7-1f7e-7abc-8123-45677f3a9c21
part       │ log
result     │ equivalent
path       │ 
leftValue  │ 
rightValue │ 
"""##,
"diff 7f3a9c20 7f3a9c21 --ignore log -o json": ##"""
[{"left":"01a203c7-1b96-7abc-8123-45677f3a9c20","right":"01a203c7-1f7e-7abc-8123-45677f3a9c21","part":"state","result":"different","path":"state","leftValue":"displayed","rightValue":"failed"},{"left":"01a203c7-1b96-7abc-8123-45677f3a9c20","right":"01a203c7-1f7e-7abc-8123-45677f3a9c21","part":"status","result":"different","path":"status","leftValue":201,"rightValue":500},{"left":"01a203c7-1b96-7abc-8123-45677f3a9c20","right":"01a203c7-1f7e-7abc-8123-45677f3a9c21","part":"error","result":"different","path":"error","leftValue":null,"rightValue":"KeyError: 'sku'"},{"left":"01a203c7-1b96-7abc-8123-45677f3a9c20","right":"01a203c7-1f7e-7abc-8123-45677f3a9c21","part":"event","result":"identical","path":null,"leftValue":null,"rightValue":null},{"left":"01a203c7-1b96-7abc-8123-45677f3a9c20","right":"01a203c7-1f7e-7abc-8123-45677f3a9c21","part":"result","result":"different","path":"result","leftValue":{"statusCode":201},"rightValue":{"errorMessage":"'sku'","errorType":"KeyError","requestId":"x","stackTrace":["  File \"/var/task/app.py\", line 41, in create\n    item = body['sku']\n"]}},{"left":"01a203c7-1b96-7abc-8123-45677f3a9c20","right":"01a203c7-1f7e-7abc-8123-45677f3a9c21","part":"response.headers","result":"identical","path":null,"leftValue":null,"rightValue":null},{"left":"01a203c7-1b96-7abc-8123-45677f3a9c20","right":"01a203c7-1f7e-7abc-8123-45677f3a9c21","part":"response.body","result":"different","path":"response.body","leftValue":{"id":"o-19"},"rightValue":{"message":"Internal Server Error"}},{"left":"01a203c7-1b96-7abc-8123-45677f3a9c20","right":"01a203c7-1f7e-7abc-8123-45677f3a9c21","part":"log","result":"equivalent","path":null,"leftValue":null,"rightValue":null}]
"""##,
"diff 7f3a9c20 7f3a9c21 --ignore log -o jsonl": ##"""
{"left":"01a203c7-1b96-7abc-8123-45677f3a9c20","right":"01a203c7-1f7e-7abc-8123-45677f3a9c21","part":"state","result":"different","path":"state","leftValue":"displayed","rightValue":"failed"}
{"left":"01a203c7-1b96-7abc-8123-45677f3a9c20","right":"01a203c7-1f7e-7abc-8123-45677f3a9c21","part":"status","result":"different","path":"status","leftValue":201,"rightValue":500}
{"left":"01a203c7-1b96-7abc-8123-45677f3a9c20","right":"01a203c7-1f7e-7abc-8123-45677f3a9c21","part":"error","result":"different","path":"error","leftValue":null,"rightValue":"KeyError: 'sku'"}
{"left":"01a203c7-1b96-7abc-8123-45677f3a9c20","right":"01a203c7-1f7e-7abc-8123-45677f3a9c21","part":"event","result":"identical","path":null,"leftValue":null,"rightValue":null}
{"left":"01a203c7-1b96-7abc-8123-45677f3a9c20","right":"01a203c7-1f7e-7abc-8123-45677f3a9c21","part":"result","result":"different","path":"result","leftValue":{"statusCode":201},"rightValue":{"errorMessage":"'sku'","errorType":"KeyError","requestId":"x","stackTrace":["  File \"/var/task/app.py\", line 41, in create\n    item = body['sku']\n"]}}
{"left":"01a203c7-1b96-7abc-8123-45677f3a9c20","right":"01a203c7-1f7e-7abc-8123-45677f3a9c21","part":"response.headers","result":"identical","path":null,"leftValue":null,"rightValue":null}
{"left":"01a203c7-1b96-7abc-8123-45677f3a9c20","right":"01a203c7-1f7e-7abc-8123-45677f3a9c21","part":"response.body","result":"different","path":"response.body","leftValue":{"id":"o-19"},"rightValue":{"message":"Internal Server Error"}}
{"left":"01a203c7-1b96-7abc-8123-45677f3a9c20","right":"01a203c7-1f7e-7abc-8123-45677f3a9c21","part":"log","result":"equivalent","path":null,"leftValue":null,"rightValue":null}
"""##,
"diff 7f3a9c20 7f3a9c21 --ignore log -o md": ##"""
| left | right | part | result | path | leftValue | rightValue |
| --- | --- | --- | --- | --- | --- | --- |
| 01a203c7-1b96-7abc-8123-45677f3a9c20 | 01a203c7-1f7e-7abc-8123-45677f3a9c21 | state | different | state | "displayed" | "failed" |
| 01a203c7-1b96-7abc-8123-45677f3a9c20 | 01a203c7-1f7e-7abc-8123-45677f3a9c21 | status | different | status | 201 | 500 |
| 01a203c7-1b96-7abc-8123-45677f3a9c20 | 01a203c7-1f7e-7abc-8123-45677f3a9c21 | error | different | error |  | "KeyError: 'sku'" |
| 01a203c7-1b96-7abc-8123-45677f3a9c20 | 01a203c7-1f7e-7abc-8123-45677f3a9c21 | event | identical |  |  |  |
| 01a203c7-1b96-7abc-8123-45677f3a9c20 | 01a203c7-1f7e-7abc-8123-45677f3a9c21 | result | different | result | {"statusCode":201} | {"errorMessage":"'sku'","errorType":"KeyError","requestId":"x","stackTrace":["  File \"/var/task/app.py\", line 41, in create\n    item = body['sku']\n"]} |
| 01a203c7-1b96-7abc-8123-45677f3a9c20 | 01a203c7-1f7e-7abc-8123-45677f3a9c21 | response.headers | identical |  |  |  |
| 01a203c7-1b96-7abc-8123-45677f3a9c20 | 01a203c7-1f7e-7abc-8123-45677f3a9c21 | response.body | different | response.body | {"id":"o-19"} | {"message":"Internal Server Error"} |
| 01a203c7-1b96-7abc-8123-45677f3a9c20 | 01a203c7-1f7e-7abc-8123-45677f3a9c21 | log | equivalent |  |  |  |
"""##,
"diff 7f3a9c20 7f3a9c21 --ignore log -o table": ##"""
                   7f3a9c20                        7f3a9c21
 state             displayed                     → failed
 status            201                           → 500
 error             —                             → KeyError: 'sku'
 event             identical (79 B)
 result            {"statusCode":201}            → {"errorMessage":"'sku'","errorType":"KeyError","requestId":"x","stackTrace":["  File \"/var/task/app.py\", line 41, in create\n    item = body['sku']\n"]}
 response.headers  identical
 response.body     {"id":"o-19"}                 → {"message":"Internal Server Error"}
 log               same but for what is ignored
 duration          1.21 s                        → 1.21 s   (+0 %)
 ignored: log   (--strict compares them too)
"""##,
"diff 7f3a9c20 7f3a9c21 --ignore log -o tsv": ##"""
left	right	part	result	path	leftValue	rightValue
01a203c7-1b96-7abc-8123-45677f3a9c20	01a203c7-1f7e-7abc-8123-45677f3a9c21	state	different	state	"displayed"	"failed"
01a203c7-1b96-7abc-8123-45677f3a9c20	01a203c7-1f7e-7abc-8123-45677f3a9c21	status	different	status	201	500
01a203c7-1b96-7abc-8123-45677f3a9c20	01a203c7-1f7e-7abc-8123-45677f3a9c21	error	different	error		"KeyError: 'sku'"
01a203c7-1b96-7abc-8123-45677f3a9c20	01a203c7-1f7e-7abc-8123-45677f3a9c21	event	identical			
01a203c7-1b96-7abc-8123-45677f3a9c20	01a203c7-1f7e-7abc-8123-45677f3a9c21	result	different	result	{"statusCode":201}	{"errorMessage":"'sku'","errorType":"KeyError","requestId":"x","stackTrace":["  File \\"/var/task/app.py\\", line 41, in create\\n    item = body['sku']\\n"]}
01a203c7-1b96-7abc-8123-45677f3a9c20	01a203c7-1f7e-7abc-8123-45677f3a9c21	response.headers	identical			
01a203c7-1b96-7abc-8123-45677f3a9c20	01a203c7-1f7e-7abc-8123-45677f3a9c21	response.body	different	response.body	{"id":"o-19"}	{"message":"Internal Server Error"}
01a203c7-1b96-7abc-8123-45677f3a9c20	01a203c7-1f7e-7abc-8123-45677f3a9c21	log	equivalent			
"""##,
"diff 7f3a9c20 7f3a9c21 100": ##"""
                   7f3a9c20                7f3a9c21
 state             displayed             → failed
 status            201                   → 500
 error             —                     → KeyError: 'sku'
 event             identical (79 B)
 result            {"statusCode":201}    → {"errorMessage":"'sku'","errorType":"KeyError","requestId
                                         ":"x","stackTrace":["  File \"/var/task/app.py\", line 41,
                                         in create\n    item = body['sku']\n"]}
 response.headers  identical
 response.body     {"id":"o-19"}         → {"message":"Internal Server Error"}
 log.1             [INFO]  making order  → [ERROR] KeyError: 'sku' ↵ Traceback (most recent call
                                         last):
 log.2             two ↵ lines           → —
 duration          1.21 s                → 1.21 s   (+0 %)
7 differences in state, status, error, result, response.body, log
next: diff 7f3a9c20 7f3a9c21 --ignore response.body
"""##,
"diff 7f3a9c20 7f3a9c21 40": ##"""
7f3a9c20 → 7f3a9c21
state displayed → failed
status 201 → 500
error — → KeyError: 'sku'
event identical (79 B)
result {"statusCode":201}
→ {"errorMessage":"'sku'","errorType":"K
eyError","requestId":"x","stackTrace":["
File \"/var/task/app.py\", line 41, in
create\n    item = body['sku']\n"]}
response.headers identical
response.body {"id":"o-19"}
→ {"message":"Internal Server Error"}
log.1 [INFO]  making order → [ERROR]
KeyError: 'sku' ↵ Traceback (most recent
call last):
log.2 two ↵ lines → —
duration 1.21 s → 1.21 s   (+0 %)
7 differences in state, status, error,
result, response.body, log
next: diff 7f3a9c20 7f3a9c21 --ignore
response.body
"""##,
"diff 7f3a9c20 7f3a9c21 80": ##"""
                   7f3a9c20                7f3a9c21
 state             displayed             → failed
 status            201                   → 500
 error             —                     → KeyError: 'sku'
 event             identical (79 B)
 result            {"statusCode":201}    → {"errorMessage":"'sku'","errorType":"
                                         KeyError","requestId":"x","stackTrace":
                                         ["  File \"/var/task/app.py\", line 41…
 response.headers  identical
 response.body     {"id":"o-19"}         → {"message":"Internal Server Error"}
 log.1             [INFO]  making order  → [ERROR] KeyError: 'sku' ↵ Traceback
                                         (most recent call last):
 log.2             two ↵ lines           → —
 duration          1.21 s                → 1.21 s   (+0 %)
7 differences in state, status, error, result, response.body, log
next: diff 7f3a9c20 7f3a9c21 --ignore response.body
"""##,
"diff 7f3a9c21 7f3a9c26 100": ##"""
                                 7f3a9c21 (code 9be1…)                             7f3a9c26
 state                           failed                                          → rejected
 status                          500                                             → 404
 error                           KeyError: 'sku'                                 → noRoute
 request.method                  POST                                            → GET
 request.target                  /orders                                         → /nope
 request.headers.host            127.0.0.1:3000                                  → localhost
 request.headers.`content-type`  application/json                                → —
 request.body                    {"qty":2}                                       → —
 event                           {"version":"2.0","headers":{"authorization":"‹  → —
                                 masked›"},"body":"{\"qty\":2}"}
 result                          {"errorMessage":"'sku'","errorType":"KeyError"  → —
                                 ,"requestId":"x","stackTrace":["  File
                                 \"/var/task/app.py\", line 41, in create\n   …
 response.headers                identical
 response.body.message           Internal Server Error                           → Not Found
 log.1                           [ERROR] KeyError: 'sku' ↵ Traceback (most       → —
                                 recent call last):
 duration                        1.21 s                                          → 0.6 ms   (−100 %)
12 differences in state, status, error, request.method, request.target, request.headers,
request.body, event, result, response.body, log
next: diff 7f3a9c21 7f3a9c26 --ignore request.method
"""##,
"diff 7f3a9c21 7f3a9c26 40": ##"""
7f3a9c21 (code 9be1…) → 7f3a9c26
state failed → rejected
status 500 → 404
error KeyError: 'sku' → noRoute
request.method POST → GET
request.target /orders → /nope
request.headers.host 127.0.0.1:3000
→ localhost
request.headers.`content-type`
application/json → —
request.body {"qty":2} → —
event
{"version":"2.0","headers":{"authorizati
on":"‹masked›"},"body":"{\"qty\":2}"}
→ —
result
{"errorMessage":"'sku'","errorType":"Key
Error","requestId":"x","stackTrace":["
File \"/var/task/app.py\", line 41, in
create\n    item = body['sku']\n"]} → —
response.headers identical
response.body.message Internal Server
Error → Not Found
log.1 [ERROR] KeyError: 'sku' ↵
Traceback (most recent call last): → —
duration 1.21 s → 0.6 ms   (−100 %)
12 differences in state, status, error,
request.method, request.target,
request.headers, request.body, event,
result, response.body, log
next: diff 7f3a9c21 7f3a9c26 --ignore
request.method
"""##,
"diff 7f3a9c21 7f3a9c26 80": ##"""
                               7f3a9c21 (code 9be1…)           7f3a9c26
 state                         failed                        → rejected
 status                        500                           → 404
 error                         KeyError: 'sku'               → noRoute
 request.method                POST                          → GET
 request.target                /orders                       → /nope
 request.headers.host          127.0.0.1:3000                → localhost
 request.headers.`content-typ  application/json              → —
 e`
 request.body                  {"qty":2}                     → —
 event                         {"version":"2.0","headers":{  → —
                               "authorization":"‹masked›"},
                               "body":"{\"qty\":2}"}
 result                        {"errorMessage":"'sku'","err  → —
                               orType":"KeyError","requestI
                               d":"x","stackTrace":["  Fil…
 response.headers              identical
 response.body.message         Internal Server Error         → Not Found
 log.1                         [ERROR] KeyError: 'sku' ↵     → —
                               Traceback (most recent call
                               last):
 duration                      1.21 s                        → 0.6 ms   (−100 %)
12 differences in state, status, error, request.method, request.target,
request.headers, request.body, event, result, response.body, log
next: diff 7f3a9c21 7f3a9c26 --ignore request.method
"""##,
"diff 7f3a9c21:2 7f3a9c21:4 100": ##"""
                   7f3a9c21 after 2 triggered    7f3a9c21 after 4 returned
 state             triggered                   → returned
 status            —                           → 500
 error             —                           → KeyError: 'sku'
 event             identical (79 B)
 result            —                           → {"errorMessage":"'sku'","errorType":"KeyError","req
                                               uestId":"x","stackTrace":["  File
                                               \"/var/task/app.py\", line 41, in create\n    item =…
 response.headers  —                           → {"content-type":"application/json","set-cookie":"‹m
                                               asked›","apigw-requestid":"AbCdEfGhIjKlMno="}
 response.body     —                           → {"message":"Internal Server Error"}
 log.1             —                           → [ERROR] KeyError: 'sku' ↵ Traceback (most recent
                                               call last):
7 differences in state, status, error, result, response.headers, response.body, log
next: diff 7f3a9c21:2 7f3a9c21:4 --ignore response.headers
"""##,
"diff 7f3a9c21:2 7f3a9c21:4 40": ##"""
7f3a9c21 after 2 triggered → 7f3a9c21
after 4 returned
state triggered → returned
status — → 500
error — → KeyError: 'sku'
event identical (79 B)
result —
→ {"errorMessage":"'sku'","errorType":"K
eyError","requestId":"x","stackTrace":["
File \"/var/task/app.py\", line 41, in
create\n    item = body['sku']\n"]}
response.headers —
→ {"content-type":"application/json","se
t-cookie":"‹masked›","apigw-requestid":"
AbCdEfGhIjKlMno="}
response.body — → {"message":"Internal
Server Error"}
log.1 — → [ERROR] KeyError: 'sku' ↵
Traceback (most recent call last):
7 differences in state, status, error,
result, response.headers, response.body,
log
next: diff 7f3a9c21:2 7f3a9c21:4
--ignore response.headers
"""##,
"diff 7f3a9c21:2 7f3a9c21:4 80": ##"""
                   7f3a9c21 after 2 triggered    7f3a9c21 after 4 returned
 state             triggered                   → returned
 status            —                           → 500
 error             —                           → KeyError: 'sku'
 event             identical (79 B)
 result            —                           → {"errorMessage":"'sku'","errorT
                                               ype":"KeyError","requestId":"x","
                                               stackTrace":["  File \"/var/task…
 response.headers  —                           → {"content-type":"application/js
                                               on","set-cookie":"‹masked›","apig
                                               w-requestid":"AbCdEfGhIjKlMno="}
 response.body     —                           → {"message":"Internal Server
                                               Error"}
 log.1             —                           → [ERROR] KeyError: 'sku' ↵
                                               Traceback (most recent call
                                               last):
7 differences in state, status, error, result, response.headers, response.body,
log
next: diff 7f3a9c21:2 7f3a9c21:4 --ignore response.headers
"""##,
"diff 7f3a9c26 7f3a9c27 --strict 100": ##"""
                        7f3a9c26                7f3a9c27
 state                  identical (rejected)
 status                 404                   → 403
 error                  identical
 request.method         identical
 request.target         identical
 request.headers.host   localhost             → —
 response.headers       identical
 response.body.message  Not Found             → Missing Authentication Token
 duration               0.6 ms                → 0.6 ms   (+0 %)
3 differences in status, request.headers, response.body
next: diff 7f3a9c26 7f3a9c27 --strict --ignore request.headers.host
"""##,
"diff 7f3a9c26 7f3a9c27 --strict 40": ##"""
7f3a9c26 → 7f3a9c27
state identical (rejected)
status 404 → 403
error identical
request.method identical
request.target identical
request.headers.host localhost → —
response.headers identical
response.body.message Not Found
→ Missing Authentication Token
duration 0.6 ms → 0.6 ms   (+0 %)
3 differences in status,
request.headers, response.body
next: diff 7f3a9c26 7f3a9c27 --strict
--ignore request.headers.host
"""##,
"diff 7f3a9c26 7f3a9c27 --strict 80": ##"""
                        7f3a9c26                7f3a9c27
 state                  identical (rejected)
 status                 404                   → 403
 error                  identical
 request.method         identical
 request.target         identical
 request.headers.host   localhost             → —
 response.headers       identical
 response.body.message  Not Found             → Missing Authentication Token
 duration               0.6 ms                → 0.6 ms   (+0 %)
3 differences in status, request.headers, response.body
next: diff 7f3a9c26 7f3a9c27 --strict --ignore request.headers.host
"""##,
"diff masked": ##"""
                              11110001                     11110002
 state                        identical (displayed)
 status                       identical (200)
 event.headers.authorization  ‹masked›                   → ‹masked›
 event.rawQueryString         token=‹masked›&q=1         → token=‹masked›&q=1
 event.body.password          ‹masked›                   → ‹masked›
 result.set.secret            ‹masked›                   → ‹masked›
 result.set.n                 286326785                  → 286326786
 response.headers             identical
 response.body                login=1&password=‹masked›  → login=1&password=‹masked›
 duration                     1.21 s                     → 1.21 s   (+0 %)
6 differences in event, result, response.body
next: diff 11110001 11110002 --ignore event.headers.authorization
"""##,
"diff of a replay": ##"""
                   7f3a9c21 (original, code 9be1…)                     7f41d0b3 (replay, code 51c0…)
 state             failed                                            → displayed
 status            500                                               → 201
 error             KeyError: 'sku'                                   → —
 event             identical (79 B)
 result            {"errorMessage":"'sku'","errorType":"KeyError","  → {"statusCode":201}
                   requestId":"x","stackTrace":["  File
                   \"/var/task/app.py\", line 41, in create\n    i…
 response.headers  identical
 response.body     {"message":"Internal Server Error"}               → {"id":"o-19","qty":2}
 log.1             [ERROR] KeyError: 'sku' ↵ Traceback (most recent  → —
                   call last):
 duration          1.21 s                                            → 96.0 ms   (−92 %)
6 differences in state, status, error, result, response.body, log
next: diff 7f41d0b3 --ignore response.body
"""##,
"error ": ##"""

"""##,
"error diff": ##"""
 diff
     ^ diff needs two requests
 next: diff %1 %2, or of a replay only the replay
"""##,
"error diff 7f3a9c20": ##"""
 diff 7f3a9c20
              ^ 7f3a9c20 is no replay, so diff needs a second request
 next: diff 7f3a9c20 %1
"""##,
"error diff 7f3a9c20 7f3a9c21 --ignore": ##"""
 diff 7f3a9c20 7f3a9c21 --ignore
                                ^ --ignore needs a value (PATH)
 next: help diff
"""##,
"error diff 7f3a9c20 7f3a9c21 --ignore body": ##"""
 diff 7f3a9c20 7f3a9c21 --ignore body
                                 ^^^^ 'body' is no part that is compared
 next: one of state, status, error, request, event, result, response, log, and what is below them
"""##,
"error diff 7f3a9c20 7f3a9c21 7f3a9c22": ##"""
 diff 7f3a9c20 7f3a9c21 7f3a9c22
                        ^^^^^^^^ diff does not know what to do with '7f3a9c22'
 next: help diff
"""##,
"error diff 7f3a9c20:9 7f3a9c21": ##"""
 diff 7f3a9c20:9 7f3a9c21
               ^ no step '9'
 next: 1 to 5, start, sent, triggered, executed, returned, displayed, end, 3.2, 2!
"""##,
"error diff 7f3a9c20:start 7f3a9c21": ##"""
 diff 7f3a9c20:start 7f3a9c21
               ^^^^^ before its start there is nothing to compare
 next: steps 1 to 5, or end
"""##,
"error diff 7f3a9c26:3 7f3a9c21": ##"""
 diff 7f3a9c26:3 7f3a9c21
               ^ 7f3a9c26 never reached '3'
 next: steps 7f3a9c26
"""##,
"error events from": ##"""
 events from
            ^ no place after 'from'
 next: as in: events from #1
"""##,
"error events from x": ##"""
 events from x
             ^ 'x' is no place in the log
 next: as in: events from #1
"""##,
"error help nothing": ##"""
 help nothing
      ^^^^^^^ no verb 'nothing'
 next: help
"""##,
"error ls --full=3": ##"""
 ls --full=3
    ^^^^^^^^ ls knows no option '--full'
 next: help ls
"""##,
"error ls --limt 3": ##"""
 ls --limt 3
    ^^^^^^ ls knows no option '--limt'; did you mean --limit?
 next: help ls
"""##,
"error ls -n 0": ##"""
 ls -n 0
       ^ -n needs a whole number from 1 to 1000000
 next: as in: -n 20
"""##,
"error ls -n x": ##"""
 ls -n x
       ^ -n needs a whole number from 1 to 1000000
 next: as in: -n 20
"""##,
"error ls -o": ##"""
 ls -o
      ^ -o needs a value (FORMAT)
 next: help ls
"""##,
"error ls -o jsn": ##"""
 ls -o jsn
       ^^^ -o knows no 'jsn'; did you mean json?
 next: one of table, expanded, json, jsonl, csv, tsv, md
"""##,
"error ls >": ##"""
 ls >
    ^ no file name after '>'
 next: as in: ls -o csv > flows.csv
"""##,
"error ls > a b": ##"""
 ls > a b
        ^ nothing may follow the file name
 next: put the file last, or quote its name
"""##,
"error ls faild": ##"""
 ls faild
    ^^^^^ ls does not know 'faild'; did you mean failed?
 next: help ls
"""##,
"error ls function": ##"""
 ls function
            ^ no name after 'function'
 next: as in: ls function orders
"""##,
"error ls in 14:00": ##"""
 ls in 14:00
       ^^^^^ '14:00' is no window
 next: as in: 14:00..15:00
"""##,
"error ls since": ##"""
 ls since
         ^ no time after 'since'
 next: one of: -15m, 90s ago, today, yesterday 14:00, 14:02:11, 2026-11-22T15:00Z, #1234, 7f3a:3
"""##,
"error ls since '#99999'": ##"""
 ls since '#99999'
          ^^^^^^^^ the log ends at #48306
 next: a place from #1 to #48306
"""##,
"error ls since -5m until -10m": ##"""
 ls since -5m until -10m
                    ^^^^ the window ends before it begins
 next: put the earlier time after 'since'
"""##,
"error ls since 2026-11-22T25:00": ##"""
 ls since 2026-11-22T25:00
          ^^^^^^^^^^^^^^^^ '2026-11-22T25:00' is no date and time
 next: as in: 2026-11-22T15:01:50Z
"""##,
"error ls since 2026-13-01": ##"""
 ls since 2026-13-01
          ^^^^^^^^^^ '2026-13-01' is no date and time
 next: as in: 2026-11-22T15:01:50Z
"""##,
"error ls since 5": ##"""
 ls since 5
          ^ '5' has no unit
 next: units are ms, s, m, h, d and w, as in: 15m
"""##,
"error ls since 5months": ##"""
 ls since 5months
          ^^^^^^^ '5months' has the unknown unit 'months'
 next: units are ms, s, m, h, d and w, as in: 15m
"""##,
"error ls since 7f3a9c26:3": ##"""
 ls since 7f3a9c26:3
          ^^^^^^^^^^ 7f3a9c26 never reached 'executed'
 next: steps 7f3a9c26
"""##,
"error ls since tomorrow": ##"""
 ls since tomorrow
          ^^^^^^^^ 'tomorrow' is no time
 next: one of: -15m, 90s ago, today, yesterday 14:00, 14:02:11, 2026-11-22T15:00Z, #1234, 7f3a:3
"""##,
"error ls |": ##"""
 ls |
    ^ no command after '|'
 next: as in: logs %1 | grep WARN
"""##,
"error lss": ##"""
 lss
 ^^^ no verb 'lss'; did you mean ls?
 next: help
"""##,
"error print 7f3a9c21 7f3a9c20": ##"""
 print 7f3a9c21 7f3a9c20
                ^^^^^^^^ no field '7f3a9c20' in flows
 next: print lists all names that are set
"""##,
"error print 7f3a9c21 status x": ##"""
 print 7f3a9c21 status x
                       ^ print does not know what to do with 'x'
 next: help print
"""##,
"error print 7f3a9c2f:9 status": ##"""
 print 7f3a9c2f:9 status
                ^ no step '9'
 next: 1 to 5, start, sent, triggered, executed, returned, displayed, end, 3.2, 2!
"""##,
"error print event..x": ##"""
 print event..x
       ^^^^^^^^ 'event..x' is no name
 next: as in: event.body.sku
"""##,
"error print event.`x": ##"""
 print event.`x
       ^^^^^^^^ a backquote is not closed
 next: as in: event.headers.`x-a`
"""##,
"error print evnt.body": ##"""
 print evnt.body
       ^^^^^^^^^ no field 'evnt.body' in flows; did you mean event.body?
 next: print lists all names that are set
"""##,
"error print nothing status": ##"""
 print nothing status
       ^^^^^^^ no field 'nothing' in flows
 next: print lists all names that are set
"""##,
"error print request.bdy": ##"""
 print request.bdy
       ^^^^^^^^^^^ request has no 'bdy'; did you mean request.body?
 next: print lists all names that are set
"""##,
"error print status": ##"""
 print status
 ^^^^^ no request is in focus
 next: use @failed, or ls and then use %1
"""##,
"error print statuss": ##"""
 print statuss
       ^^^^^^^ no field 'statuss' in flows; did you mean status?
 next: print lists all names that are set
"""##,
"error quit now": ##"""
 quit now
      ^^^ quit does not know what to do with 'now'
 next: help quit
"""##,
"error s 7f3a9c21": ##"""
 s 7f3a9c21
 ^ 's' may be show, steps, step, sql, set
 next: type one more letter
"""##,
"error set a b c": ##"""
 set a b c
         ^ set does not know what to do with 'c'
 next: help set
"""##,
"error set color blue": ##"""
 set color blue
           ^^^^ color cannot be 'blue'
 next: one of auto, always, never
"""##,
"error set colour never": ##"""
 set colour never
     ^^^^^^ no setting 'colour'; did you mean color?
 next: set
"""##,
"error set limit 0": ##"""
 set limit 0
           ^ limit cannot be '0'
 next: one of auto or a number from 1
"""##,
"error sho": ##"""
 sho
    ^ show needs a request
 next: show @last, or ls and then show %1
"""##,
"error show 0193a5b0-0000-7000-8000-000000000000": ##"""
 show 0193a5b0-0000-7000-8000-000000000000
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no request 00000000 in this log
 next: ls lists the requests of the last hour
"""##,
"error steps": ##"""
 steps
      ^ steps needs a request
 next: steps @last, or ls and then steps %1
"""##,
"error steps %1": ##"""
 steps %1
       ^^ there is no listing in this terminal yet
 next: ls, then steps %1
"""##,
"error steps %x": ##"""
 steps %x
       ^^ '%x' is no row
 next: as in: steps %1
"""##,
"error steps .": ##"""
 steps .
       ^ no request was looked at yet
 next: ls, then steps %1
"""##,
"error steps 7f3": ##"""
 steps 7f3
       ^^^ '7f3' is too short: an id needs at least 4 digits
 next: an id from ls, %1, @last, @-2, @failed, @prev or .
"""##,
"error steps 7f3a": ##"""
 steps 7f3a
       ^^^^ '7f3a' fits 16 requests
   7f3a9c2f  POST /orders 503 45s
   7f3a9c2e  Event orders 202 46s
   7f3a9c2d  Invoke orders 200 47s
   7f3a9c2c  POST /orders triggered 48s
   7f3a9c2b  POST /orders interrupted 49s
   7f3a9c2a  POST /orders 200 50s
   7f3a9c29  POST /orders 500 51s
   7f3a9c28  POST /orders 501 52s
   7f3a9c27  GET /nope 403 53s
   7f3a9c26  GET /nope 404 54s
   7f3a9c25  POST /orders 500 55s
   7f3a9c24  POST /orders 500 56s
   7f3a9c23  POST /orders 500 57s
   7f3a9c22  POST /orders 502 58s
   7f3a9c21  POST /orders 500 59s
   7f3a9c20  POST /orders 201 1m
 next: type more of the id
"""##,
"error steps 7f3a9c21 extra": ##"""
 steps 7f3a9c21 extra
                ^^^^^ steps does not know what to do with 'extra'
 next: help steps
"""##,
"error steps 7f3a9c3f": ##"""
 steps 7f3a9c3f
       ^^^^^^^^ no request '7f3a9c3f' in this log; did you mean 7f3a9c2f?
 next: an id from ls, %1, @last, @-2, @failed, @prev or .
"""##,
"error steps @-0": ##"""
 steps @-0
       ^^^ '@-0' counts back from the newest request
 next: @-2 is the one before @last
"""##,
"error steps @-99": ##"""
 steps @-99
       ^^^^ the log holds only 16 requests
 next: send one: waybill call GET /
"""##,
"error steps @prev": ##"""
 steps @prev
       ^^^^^ no request was looked at before this one
 next: ls, then steps %1
"""##,
"error steps zzzz": ##"""
 steps zzzz
       ^^^^ no request 'zzzz' in this log
 next: an id from ls, %1, @last, @-2, @failed, @prev or .
"""##,
"error steps 日本 x": ##"""
 steps 日本 x
            ^ steps does not know what to do with 'x'
 next: help steps
"""##,
"error track 'open": ##"""
 track 'open
       ^ this quote is not closed
 next: close it with '
"""##,
"events 100": ##"""
 POSITION  STREAM    REV  TYPE       TIME UTC      DATA
   #48020  7f3a9c21    1  sent       15:01:51.102  {"kind":"door","api":"HttpApi","apiKind":"http",…
   #48021  7f3a9c21    2  triggered  15:01:51.102  {"function":"orders","route":"POST /orders","for…
   #48022  7f3a9c21    3  started    15:01:51.102  {"environment":"2026/11/22/[$LATEST]0123456789ab…
   #48023  7f3a9c21    4  executed   15:01:52.312  {"error":true,"errorType":"KeyError","durationMi…
   #48024  7f3a9c21    5  returned   15:01:52.312  {"status":500,"headBytes":90,"bodyBytes":35,"gat…
   #48025  7f3a9c21    6  displayed  15:01:52.313  {"bytes":103,"firstByteMicros":1211100,"lastByte…
6 events #48020–#48025 · log #48306 · 0 ms      next: steps .
"""##,
"events 80": ##"""
 POSITION  STREAM    REV  TYPE       TIME UTC      DATA
   #48020  7f3a9c21    1  sent       15:01:51.102  {"kind":"door","api":"HttpAp…
   #48021  7f3a9c21    2  triggered  15:01:51.102  {"function":"orders","route"…
   #48022  7f3a9c21    3  started    15:01:51.102  {"environment":"2026/11/22/[…
   #48023  7f3a9c21    4  executed   15:01:52.312  {"error":true,"errorType":"K…
   #48024  7f3a9c21    5  returned   15:01:52.312  {"status":500,"headBytes":90…
   #48025  7f3a9c21    6  displayed  15:01:52.313  {"bytes":103,"firstByteMicro…
6 events #48020–#48025 · log #48306 · 0 ms      next: steps .
"""##,
"events @last -o csv": ##"""
position,stream,streamKind,flow,revision,type,version,recordedAt,occurredAt,data
48300,01a203c7562e7abc812345677f3a9c2f,flow,01a203c7-562e-7abc-8123-45677f3a9c2f,1,sent,1,2026-11-22T15:02:05.102000Z,2026-11-22T15:02:05.102000Z,"{""kind"":""door"",""api"":""HttpApi"",""apiKind"":""http"",""stage"":""$default"",""method"":""POST"",""protocol"":""HTTP/1.1"",""headBytes"":120,""bodyBytes"":9,""traceId"":""1-6923c1de-0123456789abcdef01234567""}"
48301,01a203c7562e7abc812345677f3a9c2f,flow,01a203c7-562e-7abc-8123-45677f3a9c2f,2,triggered,1,2026-11-22T15:02:05.102600Z,2026-11-22T15:02:05.102600Z,"{""function"":""orders"",""route"":""POST /orders"",""format"":""2.0"",""eventBytes"":79,""code"":""9be1a2b3c4d5""}"
48302,01a203c7562e7abc812345677f3a9c2f,flow,01a203c7-562e-7abc-8123-45677f3a9c2f,3,started,1,2026-11-22T15:02:05.102900Z,2026-11-22T15:02:05.102900Z,"{""environment"":""2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef"",""pid"":4711,""deadline"":1795359785102900,""waitMicros"":210}"
48303,01a203c7562e7abc812345677f3a9c2f,flow,01a203c7-562e-7abc-8123-45677f3a9c2f,4,aborted,1,2026-11-22T15:02:35.102000Z,2026-11-22T15:02:35.102000Z,"{""cause"":""gatewayLimit"",""durationMicros"":29999000,""billedMs"":30000,""memoryUsedMB"":64,""memorySizeMB"":128}"
48304,01a203c7562e7abc812345677f3a9c2f,flow,01a203c7-562e-7abc-8123-45677f3a9c2f,5,returned,1,2026-11-22T15:02:35.102400Z,2026-11-22T15:02:35.102400Z,"{""status"":503,""headBytes"":90,""bodyBytes"":33,""gateway"":true}"
48305,01a203c7562e7abc812345677f3a9c2f,flow,01a203c7-562e-7abc-8123-45677f3a9c2f,6,displayed,1,2026-11-22T15:02:35.102900Z,2026-11-22T15:02:35.102900Z,"{""bytes"":103,""firstByteMicros"":30000800,""lastByteMicros"":30000900}"
48306,01a203c7562e7abc812345677f3a9c2f,flow,01a203c7-562e-7abc-8123-45677f3a9c2f,7,lateResult,1,2026-11-22T15:02:38.103000Z,2026-11-22T15:02:38.103000Z,"{""durationMicros"":33000000,""resultBytes"":18,""cause"":""gatewayLimit""}"
"""##,
"events @last -o expanded": ##"""
─[ 1 ]────────────────
position   │ 48300
stream     │ 01a203c7562e7abc812345677f3a9c2f
streamKind │ flow
flow       │ 01a203c7-562e-7abc-8123-45677f3a9c2f
revision   │ 1
type       │ sent
version    │ 1
recordedAt │ 2026-11-22T15:02:05.102000Z
occurredAt │ 2026-11-22T15:02:05.102000Z
data       │ {"kind":"door","api":"HttpApi","apiKind":"http","stage":"$default","method":"POST","protocol":"HTTP/1.1","headBytes":120,"bodyBytes":9,"traceId":"1-6923c1de-0123456789abcdef01234567"}
─[ 2 ]────────────────
position   │ 48301
stream     │ 01a203c7562e7abc812345677f3a9c2f
streamKind │ flow
flow       │ 01a203c7-562e-7abc-8123-45677f3a9c2f
revision   │ 2
type       │ triggered
version    │ 1
recordedAt │ 2026-11-22T15:02:05.102600Z
occurredAt │ 2026-11-22T15:02:05.102600Z
data       │ {"function":"orders","route":"POST /orders","format":"2.0","eventBytes":79,"code":"9be1a2b3c4d5"}
─[ 3 ]────────────────
position   │ 48302
stream     │ 01a203c7562e7abc812345677f3a9c2f
streamKind │ flow
flow       │ 01a203c7-562e-7abc-8123-45677f3a9c2f
revision   │ 3
type       │ started
version    │ 1
recordedAt │ 2026-11-22T15:02:05.102900Z
occurredAt │ 2026-11-22T15:02:05.102900Z
data       │ {"environment":"2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef","pid":4711,"deadline":1795359785102900,"waitMicros":210}
─[ 4 ]────────────────
position   │ 48303
stream     │ 01a203c7562e7abc812345677f3a9c2f
streamKind │ flow
flow       │ 01a203c7-562e-7abc-8123-45677f3a9c2f
revision   │ 4
type       │ aborted
version    │ 1
recordedAt │ 2026-11-22T15:02:35.102000Z
occurredAt │ 2026-11-22T15:02:35.102000Z
data       │ {"cause":"gatewayLimit","durationMicros":29999000,"billedMs":30000,"memoryUsedMB":64,"memorySizeMB":128}
─[ 5 ]────────────────
position   │ 48304
stream     │ 01a203c7562e7abc812345677f3a9c2f
streamKind │ flow
flow       │ 01a203c7-562e-7abc-8123-45677f3a9c2f
revision   │ 5
type       │ returned
version    │ 1
recordedAt │ 2026-11-22T15:02:35.102400Z
occurredAt │ 2026-11-22T15:02:35.102400Z
data       │ {"status":503,"headBytes":90,"bodyBytes":33,"gateway":true}
─[ 6 ]────────────────
position   │ 48305
stream     │ 01a203c7562e7abc812345677f3a9c2f
streamKind │ flow
flow       │ 01a203c7-562e-7abc-8123-45677f3a9c2f
revision   │ 6
type       │ displayed
version    │ 1
recordedAt │ 2026-11-22T15:02:35.102900Z
occurredAt │ 2026-11-22T15:02:35.102900Z
data       │ {"bytes":103,"firstByteMicros":30000800,"lastByteMicros":30000900}
─[ 7 ]────────────────
position   │ 48306
stream     │ 01a203c7562e7abc812345677f3a9c2f
streamKind │ flow
flow       │ 01a203c7-562e-7abc-8123-45677f3a9c2f
revision   │ 7
type       │ lateResult
version    │ 1
recordedAt │ 2026-11-22T15:02:38.103000Z
occurredAt │ 2026-11-22T15:02:38.103000Z
data       │ {"durationMicros":33000000,"resultBytes":18,"cause":"gatewayLimit"}
7 events #48300–#48306 · log #48306 · 0 ms      next: steps .
"""##,
"events @last -o json": ##"""
[{"position":48300,"stream":"01a203c7562e7abc812345677f3a9c2f","streamKind":"flow","flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","revision":1,"type":"sent","version":1,"recordedAt":"2026-11-22T15:02:05.102000Z","occurredAt":"2026-11-22T15:02:05.102000Z","data":{"kind":"door","api":"HttpApi","apiKind":"http","stage":"$default","method":"POST","protocol":"HTTP/1.1","headBytes":120,"bodyBytes":9,"traceId":"1-6923c1de-0123456789abcdef01234567"}},{"position":48301,"stream":"01a203c7562e7abc812345677f3a9c2f","streamKind":"flow","flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","revision":2,"type":"triggered","version":1,"recordedAt":"2026-11-22T15:02:05.102600Z","occurredAt":"2026-11-22T15:02:05.102600Z","data":{"function":"orders","route":"POST /orders","format":"2.0","eventBytes":79,"code":"9be1a2b3c4d5"}},{"position":48302,"stream":"01a203c7562e7abc812345677f3a9c2f","streamKind":"flow","flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","revision":3,"type":"started","version":1,"recordedAt":"2026-11-22T15:02:05.102900Z","occurredAt":"2026-11-22T15:02:05.102900Z","data":{"environment":"2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef","pid":4711,"deadline":1795359785102900,"waitMicros":210}},{"position":48303,"stream":"01a203c7562e7abc812345677f3a9c2f","streamKind":"flow","flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","revision":4,"type":"aborted","version":1,"recordedAt":"2026-11-22T15:02:35.102000Z","occurredAt":"2026-11-22T15:02:35.102000Z","data":{"cause":"gatewayLimit","durationMicros":29999000,"billedMs":30000,"memoryUsedMB":64,"memorySizeMB":128}},{"position":48304,"stream":"01a203c7562e7abc812345677f3a9c2f","streamKind":"flow","flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","revision":5,"type":"returned","version":1,"recordedAt":"2026-11-22T15:02:35.102400Z","occurredAt":"2026-11-22T15:02:35.102400Z","data":{"status":503,"headBytes":90,"bodyBytes":33,"gateway":true}},{"position":48305,"stream":"01a203c7562e7abc812345677f3a9c2f","streamKind":"flow","flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","revision":6,"type":"displayed","version":1,"recordedAt":"2026-11-22T15:02:35.102900Z","occurredAt":"2026-11-22T15:02:35.102900Z","data":{"bytes":103,"firstByteMicros":30000800,"lastByteMicros":30000900}},{"position":48306,"stream":"01a203c7562e7abc812345677f3a9c2f","streamKind":"flow","flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","revision":7,"type":"lateResult","version":1,"recordedAt":"2026-11-22T15:02:38.103000Z","occurredAt":"2026-11-22T15:02:38.103000Z","data":{"durationMicros":33000000,"resultBytes":18,"cause":"gatewayLimit"}}]
"""##,
"events @last -o jsonl": ##"""
{"position":48300,"stream":"01a203c7562e7abc812345677f3a9c2f","streamKind":"flow","flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","revision":1,"type":"sent","version":1,"recordedAt":"2026-11-22T15:02:05.102000Z","occurredAt":"2026-11-22T15:02:05.102000Z","data":{"kind":"door","api":"HttpApi","apiKind":"http","stage":"$default","method":"POST","protocol":"HTTP/1.1","headBytes":120,"bodyBytes":9,"traceId":"1-6923c1de-0123456789abcdef01234567"}}
{"position":48301,"stream":"01a203c7562e7abc812345677f3a9c2f","streamKind":"flow","flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","revision":2,"type":"triggered","version":1,"recordedAt":"2026-11-22T15:02:05.102600Z","occurredAt":"2026-11-22T15:02:05.102600Z","data":{"function":"orders","route":"POST /orders","format":"2.0","eventBytes":79,"code":"9be1a2b3c4d5"}}
{"position":48302,"stream":"01a203c7562e7abc812345677f3a9c2f","streamKind":"flow","flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","revision":3,"type":"started","version":1,"recordedAt":"2026-11-22T15:02:05.102900Z","occurredAt":"2026-11-22T15:02:05.102900Z","data":{"environment":"2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef","pid":4711,"deadline":1795359785102900,"waitMicros":210}}
{"position":48303,"stream":"01a203c7562e7abc812345677f3a9c2f","streamKind":"flow","flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","revision":4,"type":"aborted","version":1,"recordedAt":"2026-11-22T15:02:35.102000Z","occurredAt":"2026-11-22T15:02:35.102000Z","data":{"cause":"gatewayLimit","durationMicros":29999000,"billedMs":30000,"memoryUsedMB":64,"memorySizeMB":128}}
{"position":48304,"stream":"01a203c7562e7abc812345677f3a9c2f","streamKind":"flow","flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","revision":5,"type":"returned","version":1,"recordedAt":"2026-11-22T15:02:35.102400Z","occurredAt":"2026-11-22T15:02:35.102400Z","data":{"status":503,"headBytes":90,"bodyBytes":33,"gateway":true}}
{"position":48305,"stream":"01a203c7562e7abc812345677f3a9c2f","streamKind":"flow","flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","revision":6,"type":"displayed","version":1,"recordedAt":"2026-11-22T15:02:35.102900Z","occurredAt":"2026-11-22T15:02:35.102900Z","data":{"bytes":103,"firstByteMicros":30000800,"lastByteMicros":30000900}}
{"position":48306,"stream":"01a203c7562e7abc812345677f3a9c2f","streamKind":"flow","flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","revision":7,"type":"lateResult","version":1,"recordedAt":"2026-11-22T15:02:38.103000Z","occurredAt":"2026-11-22T15:02:38.103000Z","data":{"durationMicros":33000000,"resultBytes":18,"cause":"gatewayLimit"}}
"""##,
"events @last -o md": ##"""
| position | stream | streamKind | flow | revision | type | version | recordedAt | occurredAt | data |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 48300 | 01a203c7562e7abc812345677f3a9c2f | flow | 01a203c7-562e-7abc-8123-45677f3a9c2f | 1 | sent | 1 | 2026-11-22T15:02:05.102000Z | 2026-11-22T15:02:05.102000Z | {"kind":"door","api":"HttpApi","apiKind":"http","stage":"$default","method":"POST","protocol":"HTTP/1.1","headBytes":120,"bodyBytes":9,"traceId":"1-6923c1de-0123456789abcdef01234567"} |
| 48301 | 01a203c7562e7abc812345677f3a9c2f | flow | 01a203c7-562e-7abc-8123-45677f3a9c2f | 2 | triggered | 1 | 2026-11-22T15:02:05.102600Z | 2026-11-22T15:02:05.102600Z | {"function":"orders","route":"POST /orders","format":"2.0","eventBytes":79,"code":"9be1a2b3c4d5"} |
| 48302 | 01a203c7562e7abc812345677f3a9c2f | flow | 01a203c7-562e-7abc-8123-45677f3a9c2f | 3 | started | 1 | 2026-11-22T15:02:05.102900Z | 2026-11-22T15:02:05.102900Z | {"environment":"2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef","pid":4711,"deadline":1795359785102900,"waitMicros":210} |
| 48303 | 01a203c7562e7abc812345677f3a9c2f | flow | 01a203c7-562e-7abc-8123-45677f3a9c2f | 4 | aborted | 1 | 2026-11-22T15:02:35.102000Z | 2026-11-22T15:02:35.102000Z | {"cause":"gatewayLimit","durationMicros":29999000,"billedMs":30000,"memoryUsedMB":64,"memorySizeMB":128} |
| 48304 | 01a203c7562e7abc812345677f3a9c2f | flow | 01a203c7-562e-7abc-8123-45677f3a9c2f | 5 | returned | 1 | 2026-11-22T15:02:35.102400Z | 2026-11-22T15:02:35.102400Z | {"status":503,"headBytes":90,"bodyBytes":33,"gateway":true} |
| 48305 | 01a203c7562e7abc812345677f3a9c2f | flow | 01a203c7-562e-7abc-8123-45677f3a9c2f | 6 | displayed | 1 | 2026-11-22T15:02:35.102900Z | 2026-11-22T15:02:35.102900Z | {"bytes":103,"firstByteMicros":30000800,"lastByteMicros":30000900} |
| 48306 | 01a203c7562e7abc812345677f3a9c2f | flow | 01a203c7-562e-7abc-8123-45677f3a9c2f | 7 | lateResult | 1 | 2026-11-22T15:02:38.103000Z | 2026-11-22T15:02:38.103000Z | {"durationMicros":33000000,"resultBytes":18,"cause":"gatewayLimit"} |
"""##,
"events @last -o tsv": ##"""
position	stream	streamKind	flow	revision	type	version	recordedAt	occurredAt	data
48300	01a203c7562e7abc812345677f3a9c2f	flow	01a203c7-562e-7abc-8123-45677f3a9c2f	1	sent	1	2026-11-22T15:02:05.102000Z	2026-11-22T15:02:05.102000Z	{"kind":"door","api":"HttpApi","apiKind":"http","stage":"$default","method":"POST","protocol":"HTTP/1.1","headBytes":120,"bodyBytes":9,"traceId":"1-6923c1de-0123456789abcdef01234567"}
48301	01a203c7562e7abc812345677f3a9c2f	flow	01a203c7-562e-7abc-8123-45677f3a9c2f	2	triggered	1	2026-11-22T15:02:05.102600Z	2026-11-22T15:02:05.102600Z	{"function":"orders","route":"POST /orders","format":"2.0","eventBytes":79,"code":"9be1a2b3c4d5"}
48302	01a203c7562e7abc812345677f3a9c2f	flow	01a203c7-562e-7abc-8123-45677f3a9c2f	3	started	1	2026-11-22T15:02:05.102900Z	2026-11-22T15:02:05.102900Z	{"environment":"2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef","pid":4711,"deadline":1795359785102900,"waitMicros":210}
48303	01a203c7562e7abc812345677f3a9c2f	flow	01a203c7-562e-7abc-8123-45677f3a9c2f	4	aborted	1	2026-11-22T15:02:35.102000Z	2026-11-22T15:02:35.102000Z	{"cause":"gatewayLimit","durationMicros":29999000,"billedMs":30000,"memoryUsedMB":64,"memorySizeMB":128}
48304	01a203c7562e7abc812345677f3a9c2f	flow	01a203c7-562e-7abc-8123-45677f3a9c2f	5	returned	1	2026-11-22T15:02:35.102400Z	2026-11-22T15:02:35.102400Z	{"status":503,"headBytes":90,"bodyBytes":33,"gateway":true}
48305	01a203c7562e7abc812345677f3a9c2f	flow	01a203c7-562e-7abc-8123-45677f3a9c2f	6	displayed	1	2026-11-22T15:02:35.102900Z	2026-11-22T15:02:35.102900Z	{"bytes":103,"firstByteMicros":30000800,"lastByteMicros":30000900}
48306	01a203c7562e7abc812345677f3a9c2f	flow	01a203c7-562e-7abc-8123-45677f3a9c2f	7	lateResult	1	2026-11-22T15:02:38.103000Z	2026-11-22T15:02:38.103000Z	{"durationMicros":33000000,"resultBytes":18,"cause":"gatewayLimit"}
"""##,
"events log 100": ##"""
 POSITION  STREAM    REV  TYPE        TIME UTC      DATA
   #48303  7f3a9c2f    4  aborted     15:02:35.102  {"cause":"gatewayLimit","durationMicros":299990…
   #48304  7f3a9c2f    5  returned    15:02:35.102  {"status":503,"headBytes":90,"bodyBytes":33,"ga…
   #48305  7f3a9c2f    6  displayed   15:02:35.102  {"bytes":103,"firstByteMicros":30000800,"lastBy…
   #48306  7f3a9c2f    7  lateResult  15:02:38.103  {"durationMicros":33000000,"resultBytes":18,"ca…
4 events #48303–#48306 · log #48306 · 0 ms      next: events from #48307
"""##,
"events log 80": ##"""
 POSITION  STREAM    REV  TYPE        TIME UTC      DATA
   #48303  7f3a9c2f    4  aborted     15:02:35.102  {"cause":"gatewayLimit","du…
   #48304  7f3a9c2f    5  returned    15:02:35.102  {"status":503,"headBytes":9…
   #48305  7f3a9c2f    6  displayed   15:02:35.102  {"bytes":103,"firstByteMicr…
   #48306  7f3a9c2f    7  lateResult  15:02:38.103  {"durationMicros":33000000,…
4 events #48303–#48306 · log #48306 · 0 ms      next: events from #48307
"""##,
"explain @last -o csv": ##"""
flow,outcome,failedStep,affectedStep,sentences,likelyCauses,alike,alikeCondition
01a203c7-562e-7abc-8123-45677f3a9c2f,gateway failure,3,4,"[""The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and triggered orders with a 2.0 event (79 B)."",""orders was warm and had not answered when the gateway's limit passed 30.0 s after the request. It answered 33.0 s after it had got the event, when nobody waited for it any more."",""Because no answer came, API Gateway answered 503 {\""message\"":\""Service Unavailable\""}; the client received it 30.0 s after it asked."",""It failed at step 3 (executed); step 4 (returned) was affected.""]","[""orders took 33.0 s, the gateway waits 30 s""]",0,"cause = ""gatewayLimit"" and function = ""orders"""
"""##,
"explain @last -o expanded": ##"""
flow           │ 01a203c7-562e-7abc-8123-45677f3a9c2f
outcome        │ gateway failure
failedStep     │ 3
affectedStep   │ 4
sentences      │ ["The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and triggered orders with a 2.0 event (79 B).","orders was warm and had not answered when the gateway's limit passed 30.0 s after the request. It answered 33.0 s after it had got the event, when nobody waited for it any more.","Because no answer came, API Gateway answered 503 {\"message\":\"Service Unavailable\"}; the client received it 30.0 s after it asked.","It failed at step 3 (executed); step 4 (returned) was affected."]
likelyCauses   │ ["orders took 33.0 s, the gateway waits 30 s"]
alike          │ 0
alikeCondition │ cause = "gatewayLimit" and function = "orders"
7 events #48300–#48306      next: steps .  timeline .  logs .  show .
"""##,
"explain @last -o json": ##"""
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","outcome":"gateway failure","failedStep":3,"affectedStep":4,"sentences":["The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and triggered orders with a 2.0 event (79 B).","orders was warm and had not answered when the gateway's limit passed 30.0 s after the request. It answered 33.0 s after it had got the event, when nobody waited for it any more.","Because no answer came, API Gateway answered 503 {\"message\":\"Service Unavailable\"}; the client received it 30.0 s after it asked.","It failed at step 3 (executed); step 4 (returned) was affected."],"likelyCauses":["orders took 33.0 s, the gateway waits 30 s"],"alike":0,"alikeCondition":"cause = \"gatewayLimit\" and function = \"orders\""}
"""##,
"explain @last -o jsonl": ##"""
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","outcome":"gateway failure","failedStep":3,"affectedStep":4,"sentences":["The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and triggered orders with a 2.0 event (79 B).","orders was warm and had not answered when the gateway's limit passed 30.0 s after the request. It answered 33.0 s after it had got the event, when nobody waited for it any more.","Because no answer came, API Gateway answered 503 {\"message\":\"Service Unavailable\"}; the client received it 30.0 s after it asked.","It failed at step 3 (executed); step 4 (returned) was affected."],"likelyCauses":["orders took 33.0 s, the gateway waits 30 s"],"alike":0,"alikeCondition":"cause = \"gatewayLimit\" and function = \"orders\""}
"""##,
"explain @last -o md": ##"""
| flow | outcome | failedStep | affectedStep | sentences | likelyCauses | alike | alikeCondition |
| --- | --- | --- | --- | --- | --- | --- | --- |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | gateway failure | 3 | 4 | ["The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and triggered orders with a 2.0 event (79 B).","orders was warm and had not answered when the gateway's limit passed 30.0 s after the request. It answered 33.0 s after it had got the event, when nobody waited for it any more.","Because no answer came, API Gateway answered 503 {\"message\":\"Service Unavailable\"}; the client received it 30.0 s after it asked.","It failed at step 3 (executed); step 4 (returned) was affected."] | ["orders took 33.0 s, the gateway waits 30 s"] | 0 | cause = "gatewayLimit" and function = "orders" |
"""##,
"explain @last -o tsv": ##"""
flow	outcome	failedStep	affectedStep	sentences	likelyCauses	alike	alikeCondition
01a203c7-562e-7abc-8123-45677f3a9c2f	gateway failure	3	4	["The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and triggered orders with a 2.0 event (79 B).","orders was warm and had not answered when the gateway's limit passed 30.0 s after the request. It answered 33.0 s after it had got the event, when nobody waited for it any more.","Because no answer came, API Gateway answered 503 {\\"message\\":\\"Service Unavailable\\"}; the client received it 30.0 s after it asked.","It failed at step 3 (executed); step 4 (returned) was affected."]	["orders took 33.0 s, the gateway waits 30 s"]	0	cause = "gatewayLimit" and function = "orders"
"""##,
"explain abandoned 100": ##"""
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders was warm and gave a result (18 B) after 899 ms.
API Gateway mapped the result to HTTP 200 OK (13 B); the client went away 901 ms after it asked and
did not get all of it.
It was abandoned at step 5 (displayed).
Likely cause: the client waited no longer than 901 ms; the function took 899 ms
6 events #48200–#48205      next: steps .  timeline .  logs .  show .
"""##,
"explain abandoned 80": ##"""
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders was warm and gave a result (18 B) after 899 ms.
API Gateway mapped the result to HTTP 200 OK (13 B); the client went away 901 ms
after it asked and did not get all of it.
It was abandoned at step 5 (displayed).
Likely cause: the client waited no longer than 901 ms; the function took 899 ms
6 events #48200–#48205      next: steps .  timeline .  logs .  show .
"""##,
"explain asynchronous 100": ##"""
The client invoked orders (9 B, JSON) as an event.
The Invoke API accepted it with 202 before the function ran; the client received it 0.7 ms after it
asked.
Attempt 1: orders started cold (init 210 ms) and failed after 28.9 ms: ValueError: no.
Attempt 2: orders was warm and gave a result (4 B) after 19.7 ms.
10 events #48280–#48289      next: steps .  timeline .  logs .  show .
"""##,
"explain asynchronous 80": ##"""
The client invoked orders (9 B, JSON) as an event.
The Invoke API accepted it with 202 before the function ran; the client received
it 0.7 ms after it asked.
Attempt 1: orders started cold (init 210 ms) and failed after 28.9 ms:
ValueError: no.
Attempt 2: orders was warm and gave a result (4 B) after 19.7 ms.
10 events #48280–#48289      next: steps .  timeline .  logs .  show .
"""##,
"explain direct 100": ##"""
The client invoked orders (9 B, JSON) and waited. The Invoke API passed the payload on (79 B).
orders started cold (init 210 ms) and gave a result (6 B) after 39.1 ms.
The Invoke API passed the result on with status 200; the client received it 40.6 ms after it asked.
6 events #48260–#48265      next: steps .  timeline .  logs .  show .
"""##,
"explain direct 80": ##"""
The client invoked orders (9 B, JSON) and waited. The Invoke API passed the
payload on (79 B).
orders started cold (init 210 ms) and gave a result (6 B) after 39.1 ms.
The Invoke API passed the result on with status 200; the client received it
40.6 ms after it asked.
6 events #48260–#48265      next: steps .  timeline .  logs .  show .
"""##,
"explain exit 100": ##"""
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders was warm and exited with status 3 after 19.0 ms, before it had answered.
Because no answer came, API Gateway answered 500 {"message":"Internal Server Error"}; the client
received it 21.0 ms after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
6 events #48080–#48085      next: steps .  timeline .  logs .  show .
"""##,
"explain exit 80": ##"""
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders was warm and exited with status 3 after 19.0 ms, before it had answered.
Because no answer came, API Gateway answered 500 {"message":"Internal Server
Error"}; the client received it 21.0 ms after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
6 events #48080–#48085      next: steps .  timeline .  logs .  show .
"""##,
"explain handler-error 100": ##"""
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders started cold (init 210 ms) and failed after 1.21 s: KeyError: 'sku' at app.py:41 in create.
Because the function returned no response, API Gateway answered 500 {"message":"Internal Server
Error"}; the client received it 1.21 s after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: event.body has no "sku" (it holds: qty)
6 events #48020–#48025      next: steps .  timeline .  logs .  show .
"""##,
"explain handler-error 80": ##"""
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders started cold (init 210 ms) and failed after 1.21 s: KeyError: 'sku' at
app.py:41 in create.
Because the function returned no response, API Gateway answered 500
{"message":"Internal Server Error"}; the client received it 1.21 s after it
asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: event.body has no "sku" (it holds: qty)
6 events #48020–#48025      next: steps .  timeline .  logs .  show .
"""##,
"explain init-error 100": ##"""
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders could not be initialised (init 138 ms): Runtime.ImportModuleError: Unable to import module
'app': No module named 'requests'.
Because no answer came, API Gateway answered 500 {"message":"Internal Server Error"}; the client
received it 141 ms after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: the module requests is neither in the code of orders nor installed for its runtime
5 events #48060–#48064      next: steps .  timeline .  logs .  show .
"""##,
"explain init-error 80": ##"""
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders could not be initialised (init 138 ms): Runtime.ImportModuleError: Unable
to import module 'app': No module named 'requests'.
Because no answer came, API Gateway answered 500 {"message":"Internal Server
Error"}; the client received it 141 ms after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: the module requests is neither in the code of orders nor installed
for its runtime
5 events #48060–#48064      next: steps .  timeline .  logs .  show .
"""##,
"explain interrupted 100": ##"""
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders was warm and had not answered when the service stopped.
The client got no answer.
It was interrupted before step 3 (executed).
4 events #48220–#48223      next: steps .  timeline .  logs .  show .
"""##,
"explain interrupted 80": ##"""
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders was warm and had not answered when the service stopped.
The client got no answer.
It was interrupted before step 3 (executed).
4 events #48220–#48223      next: steps .  timeline .  logs .  show .
"""##,
"explain late-result 100": ##"""
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders was warm and had not answered when the gateway's limit passed 30.0 s after the request. It
answered 33.0 s after it had got the event, when nobody waited for it any more.
Because no answer came, API Gateway answered 503 {"message":"Service Unavailable"}; the client
received it 30.0 s after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: orders took 33.0 s, the gateway waits 30 s
7 events #48300–#48306      next: steps .  timeline .  logs .  show .
"""##,
"explain late-result 80": ##"""
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders was warm and had not answered when the gateway's limit passed 30.0 s
after the request. It answered 33.0 s after it had got the event, when nobody
waited for it any more.
Because no answer came, API Gateway answered 503 {"message":"Service
Unavailable"}; the client received it 30.0 s after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: orders took 33.0 s, the gateway waits 30 s
7 events #48300–#48306      next: steps .  timeline .  logs .  show .
"""##,
"explain no-route-http 100": ##"""
The client sent GET /nope. API Gateway has no route for it in HttpApi and called no function.
It answered 404 {"message":"Not Found"}; the client received it 0.6 ms after it asked.
It was refused at step 2 (triggered); step 3 (executed) was skipped.
Likely cause: /nope is like none of the routes that were used lately: POST /orders
1 other flow ended the same way in the last hour: ls where cause = "noRoute" and path = "/nope"
4 events #48120–#48123      next: steps .  timeline .  logs .  show .
"""##,
"explain no-route-http 80": ##"""
The client sent GET /nope. API Gateway has no route for it in HttpApi and called
no function.
It answered 404 {"message":"Not Found"}; the client received it 0.6 ms after it
asked.
It was refused at step 2 (triggered); step 3 (executed) was skipped.
Likely cause: /nope is like none of the routes that were used lately: POST
/orders
1 other flow ended the same way in the last hour: ls where cause = "noRoute" and
path = "/nope"
4 events #48120–#48123      next: steps .  timeline .  logs .  show .
"""##,
"explain no-route-rest 100": ##"""
The client sent GET /nope. API Gateway has no resource for it in HttpApi (stage Prod) and called no
function.
It answered 403 {"message":"Missing Authentication Token"}; the client received it 0.6 ms after it
asked.
It was refused at step 2 (triggered); step 3 (executed) was skipped.
Likely cause: /nope is like none of the routes that were used lately: POST /orders
1 other flow ended the same way in the last hour: ls where cause = "noRoute" and path = "/nope"
4 events #48140–#48143      next: steps .  timeline .  logs .  show .
"""##,
"explain no-route-rest 80": ##"""
The client sent GET /nope. API Gateway has no resource for it in HttpApi (stage
Prod) and called no function.
It answered 403 {"message":"Missing Authentication Token"}; the client received
it 0.6 ms after it asked.
It was refused at step 2 (triggered); step 3 (executed) was skipped.
Likely cause: /nope is like none of the routes that were used lately: POST
/orders
1 other flow ended the same way in the last hour: ls where cause = "noRoute" and
path = "/nope"
4 events #48140–#48143      next: steps .  timeline .  logs .  show .
"""##,
"explain running 100": ##"""
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders started cold and has not answered yet.
The client has no answer yet.
3 events #48240–#48242      next: steps .  timeline .  logs .  show .
"""##,
"explain running 80": ##"""
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders started cold and has not answered yet.
The client has no answer yet.
3 events #48240–#48242      next: steps .  timeline .  logs .  show .
"""##,
"explain signal 100": ##"""
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders was warm and was ended by SIGKILL after 19.0 ms, before it had answered.
Because no answer came, API Gateway answered 500 {"message":"Internal Server Error"}; the client
received it 21.0 ms after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
6 events #48100–#48105      next: steps .  timeline .  logs .  show .
"""##,
"explain signal 80": ##"""
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders was warm and was ended by SIGKILL after 19.0 ms, before it had answered.
Because no answer came, API Gateway answered 500 {"message":"Internal Server
Error"}; the client received it 21.0 ms after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
6 events #48100–#48105      next: steps .  timeline .  logs .  show .
"""##,
"explain success 100": ##"""
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders started cold (init 210 ms) and gave a result (18 B) after 1.21 s.
API Gateway mapped the result to HTTP 201 Created (13 B); the client received it 1.21 s after it
asked.
6 events #48000–#48005      next: steps .  timeline .  logs .  show .
"""##,
"explain success 80": ##"""
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders started cold (init 210 ms) and gave a result (18 B) after 1.21 s.
API Gateway mapped the result to HTTP 201 Created (13 B); the client received it
1.21 s after it asked.
6 events #48000–#48005      next: steps .  timeline .  logs .  show .
"""##,
"explain timeout 100": ##"""
The client sent POST /orders (9 B, JSON). API Gateway matched resource POST /orders of HttpApi
(stage Prod) and triggered orders with a REST event (79 B).
orders started cold and had not answered when its time limit of 3 s passed.
Because no answer came, API Gateway answered 502 {"message":"Internal server error"}; the client
received it 3.00 s after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: orders needs more than its 3 s for this event; it wrote no log line
6 events #48040–#48045      next: steps .  timeline .  logs .  show .
"""##,
"explain timeout 80": ##"""
The client sent POST /orders (9 B, JSON). API Gateway matched resource POST
/orders of HttpApi (stage Prod) and triggered orders with a REST event (79 B).
orders started cold and had not answered when its time limit of 3 s passed.
Because no answer came, API Gateway answered 502 {"message":"Internal server
error"}; the client received it 3.00 s after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: orders needs more than its 3 s for this event; it wrote no log
line
6 events #48040–#48045      next: steps .  timeline .  logs .  show .
"""##,
"explain undecodable 100": ##"""
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders was warm and gave a result (20 B) after 11.5 ms.
API Gateway could not map the result (statusCode is not a number) and answered 500
{"message":"Internal Server Error"}; the client received it 13.0 ms after it asked.
It failed at step 4 (returned); step 5 (displayed) was affected.
Likely cause: result.statusCode is "abc"
7 events #48180–#48186      next: steps .  timeline .  logs .  show .
"""##,
"explain undecodable 80": ##"""
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders was warm and gave a result (20 B) after 11.5 ms.
API Gateway could not map the result (statusCode is not a number) and answered
500 {"message":"Internal Server Error"}; the client received it 13.0 ms after it
asked.
It failed at step 4 (returned); step 5 (displayed) was affected.
Likely cause: result.statusCode is "abc"
7 events #48180–#48186      next: steps .  timeline .  logs .  show .
"""##,
"explain unsupported 100": ##"""
The client sent POST /orders (9 B, JSON). API Gateway refused it, since its route needs what is not
supported: a JWT authorizer, template.yaml:31.
It answered 501 {"id":"o-19"}; the client received it 0.6 ms after it asked.
It was refused at step 2 (triggered); step 3 (executed) was skipped.
4 events #48160–#48163      next: steps .  timeline .  logs .  show .
"""##,
"explain unsupported 80": ##"""
The client sent POST /orders (9 B, JSON). API Gateway refused it, since its
route needs what is not supported: a JWT authorizer, template.yaml:31.
It answered 501 {"id":"o-19"}; the client received it 0.6 ms after it asked.
It was refused at step 2 (triggered); step 3 (executed) was skipped.
4 events #48160–#48163      next: steps .  timeline .  logs .  show .
"""##,
"goto end -o json": ##"""
{"flow":"01a203c7-1f7e-7abc-8123-45677f3a9c21","place":"step","step":5,"name":"displayed","attempt":1,"event":"displayed","failed":false,"events":6,"position":48025,"at":"2026-11-22T15:01:52.313200Z","offsetMs":1211.2,"summary":"Displayed (103 B delivered)"}
"""##,
"goto start -o json": ##"""
{"flow":"01a203c7-1f7e-7abc-8123-45677f3a9c21","place":"start","step":null,"name":null,"attempt":null,"event":null,"failed":false,"events":0,"position":null,"at":null,"offsetMs":null,"summary":null}
"""##,
"help": ##"""
Verbs
  ls         what happened: requests, newest first
  show       everything kept of one request: headers, bodies, event, result, ids
  steps      the process table of one request: who did what, with what
  track      the status tracker of one request: what each variable was after each step
  timeline   where the time of one request went: a waterfall of its hand-offs
  explain    what happened to one request, in sentences, and what the log says about why
  events     the raw events, of one request or of the whole log
  logs       START, the function's lines, END and REPORT: of one request or one function
  use        debug a recorded request: step, back, goto and print walk through it
  step       forward one step of the request in focus; c: to its next failure or end
  back       back one step of the request in focus; rc: to its last failure or start
  goto       to a step of the request in focus
  print      the value of a name at the step of the request in focus
  diff       what two requests, two steps of one, or a replay and its origin differ in
  replay     run a recorded request again, or all that meet a condition; then compare
  asof       show everything as it was at a moment; `asof now` comes back
  query      a Logs Insights query over flows, events, function and access logs
  sql        ask the log in SQL, read-only, over documented views
  top        requests, errors and times by function, route or any other name
  tail       requests as they end: in the foreground, in a pipe, or above the prompt
  watch      a verb's screen, drawn again and again
  apis       the APIs, where they listen and what came to them; the routes of one
  functions  the functions, their environments and what became of their invocations
  break      stop live requests at a hand-off; without words: what is set and held
  edit       change the request, event, result or response of a held request
  resume     let a held request go on, answer it, or end it
  inject     let a share of the live requests fail on purpose, for a time
  export     requests for other tools: curl, HTTP, HAR, event, pytest, SAM, OTLP
  import     requests from other systems' records: DLQ, destinations, logs, HAR, curl
  set        settings of this session, shown or changed
  help       the verbs; one verb's grammar; fields and functions of conditions
  quit       leave the shell (also Ctrl-D)

Requests
  an id from ls, %1, @last, @-2, @failed, @prev or .
  also a request id or trace id that a client saw
  none: the request in focus (help use)

Times
  -15m, 90s ago, today, yesterday 14:00, 14:02:11, 2026-11-22T15:00Z, #1234, 7f3a:3

Output
  -o table|expanded|json|jsonl|csv|tsv|md
  verb … | shell command    verb … > file    \G for one field a line

More: help VERB
"""##,
"help apis": ##"""
apis: the APIs, where they listen and what came to them; the routes of one

  apis [since WHEN] [until WHEN] [in WHEN..WHEN]
  apis ID [since WHEN] …

Options
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  apis                               addresses, and requests and failures of the last hour
  apis ServerlessHttpApi             its routes, those that nobody has called too
  apis invoke since today -o jsonl   direct calls of each function

Exit codes
  0   shown
  2   the line is wrong, or there is no such request
  3   the log cannot be read
"""##,
"help asof": ##"""
asof: show everything as it was at a moment; `asof now` comes back

  asof WHEN
  asof now
  asof

Options
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  asof 14:02:11   the log as it was then: later events are hidden
  asof 7f3a:3     as it was when that request was executed
  asof now        back to the present

Exit codes
  0   the view is set, or shown
  2   no such moment
  3   the log cannot be read
"""##,
"help back": ##"""
back: back one step of the request in focus; rc: to its last failure or start

  back [N]
  back until break
  back until where CONDITION
  rc [where CONDITION]
  also: rn, rc

Options
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  rn 2                                           two steps back (rn is back)
  rc                                             back to the failure before, or to the start (back until break)
  rc where 'path = "/orders" and status < 300'   back to the last request before that meets a condition, to its end

Exit codes
  0   moved
  1   at the end of the way already, or no such request
  2   the line is wrong, or no request is in focus
  3   the log cannot be read
"""##,
"help break": ##"""
break: stop live requests at a hand-off; without words: what is set and held

  break before|after STEP [where CONDITION] [for SPAN] [for N flows|once] [--hold SPAN]
  break on error [where CONDITION] …
  break
  break on|off|delete ID|all
  also: b, paused

Options
  --hold SPAN           how long a request is held before it goes on by itself (25s)
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  break before executed where path = "/orders" for 60s   stop requests to /orders before the function gets them
  break on error once                                    stop the next request whose function fails
  break delete b1                                        what it holds stays held until resume

Exit codes
  0   set, changed or listed
  2   the line is wrong
  3   no service runs
"""##,
"help diff": ##"""
diff: what two requests, two steps of one, or a replay and its origin differ in

  diff REQUEST[:STEP] REQUEST[:STEP] [--strict] [--ignore PATH]…
  diff REPLAY

Options
  --strict              compare also what differs each time: ids, times, ports
  --ignore PATH         leave out a path, as response.body.id; * is any one part; repeatable
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  diff %1 %2                                      two requests of the last listing
  diff 7f3a9c21:2 7f3a9c21:4                      one request after steps 2 and 4
  diff %1 %2 --ignore response.body.id -o jsonl   but for one member, as JSON objects

Exit codes
  0   the same
  1   different
  2   the line is wrong, or there is no such request or step
  3   the log cannot be read
"""##,
"help edit": ##"""
edit: change the request, event, result or response of a held request

  edit [REQUEST] NAME=VALUE…
  edit [REQUEST] -d NAME…
  edit [REQUEST] -e

Options
  -d, --delete          take away what the names name
  -e, --editor          open the whole document in $EDITOR
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  edit event.body.qty=5                                  the function gets 5 (held before executed)
  edit response.status=201 response.headers.x-made=yes   the client gets 201 and a header (held before displayed)
  edit -d event.body.sku                                 the function gets no sku

Exit codes
  0   changed, or nothing was different
  2   the names or values are wrong, or nothing like that is held
  3   no service runs
"""##,
"help events": ##"""
events: the raw events, of one request or of the whole log

  events REQUEST
  events [from #POSITION] [-n N]

Options
  -n, --limit N         at most N events
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  events -n 20                the newest 20 events of the log
  events from #48000 -n 100   100 events from that place on
  events @last -o jsonl       the newest request's events, one JSON object each

Exit codes
  0   shown
  2   the line is wrong, or there is no such request
  3   the log cannot be read
"""##,
"help explain": ##"""
explain: what happened to one request, in sentences, and what the log says about why

  explain [REQUEST]

Options
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  explain %1                 the first request of the last listing
  explain @failed            the newest failure
  explain 7f3a9c21 -o json   the sentences and the likely causes as JSON

Exit codes
  0   shown
  2   the line is wrong, or there is no such request
  3   the log cannot be read
"""##,
"help export": ##"""
export: requests for other tools: curl, HTTP, HAR, event, pytest, SAM, OTLP

  export REQUEST… [--as FORMAT]
  export [failed] [function NAME] [where CONDITION] [since WHEN] [until WHEN] [-n N]
  export … --into FOLDER
  export … --otlp URL

Options
  --as FORMAT           curl, http, har, event, pytest, sam, otlp
  --into FOLDER         a file for each request, named by its id
  --otlp URL            send the spans to a collector, http or https
  --unmask              with credentials as they were; goes on record
  --handler NAME        what a pytest file calls, as app.handler
  -n, --limit N         at most the newest N requests
  --timeout SPAN        give up after this time (default 30s)
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  export %1                                                    a curl command that sends the request again
  export where status >= 500 since -1h --as har > failed.har   what failed in the last hour, for a browser
  export function orders --otlp http://127.0.0.1:4318          its requests as traces, sent to a collector

Exit codes
  0   written, or sent
  1   there was nothing to export
  2   the line is wrong, or a request has not what the format needs
  3   the log cannot be read, or the collector does not take the spans
"""##,
"help functions": ##"""
functions: the functions, their environments and what became of their invocations

  functions [since WHEN] [until WHEN] [in WHEN..WHEN]
  functions NAME [since WHEN] …

Options
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  functions            all, with the invocations of the last hour
  functions orders     one, with its settings and changes of its code
  watch 1s functions   environments as they come and go

Exit codes
  0   shown
  2   the line is wrong, or there is no such request
  3   the log cannot be read
"""##,
"help goto": ##"""
goto: to a step of the request in focus

  goto STEP|start|end

Options
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  goto 3       after step 3 (also goto executed)
  goto 3.2     after the second attempt of an asynchronous request
  goto start   before the first step

Exit codes
  0   there
  2   no request is in focus, or it never reached that step
  3   the log cannot be read
"""##,
"help help": ##"""
help: the verbs; one verb's grammar; fields and functions of conditions

  help [VERB]
  help fields | expressions | commands
  also: ?

Options
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  help          all verbs
  help ls       one verb
  help fields   the names that conditions and queries know

Exit codes
  0   shown
  2   no such verb
"""##,
"help import": ##"""
import: requests from other systems' records: DLQ, destinations, logs, HAR, curl

  import FILE… [--from FORMAT] [--function NAME] [--dry] [--skip-bad]
  import - [--from FORMAT]

Options
  --from FORMAT         destination, queue, access-log, function-log, har, curl, event; looked for in the file when left out
  --function NAME       the function, for records that do not name it
  --dry                 show what would be imported, and import nothing
  --skip-bad            leave out records that cannot be read
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  import dlq.json --function orders       messages as aws sqs receive-message printed them
  import access.log function.json --dry   an access log and the function's log, joined by their ids
  import - --from curl                    curl commands from standard input

Exit codes
  0   imported, or there already
  1   records were left out, with --skip-bad
  2   the line or a file is wrong; nothing was imported
  3   the log or the service cannot take the records
"""##,
"help inject": ##"""
inject: let a share of the live requests fail on purpose, for a time

  inject error|timeout|throttle|disconnect [where CONDITION] [rate N%] [for SPAN]
  inject latency MS [before|after STEP] [where CONDITION] [rate N%] [for SPAN]
  inject [list]
  inject off ID|all

Options
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  inject error where path = "/orders" rate 10% for 5m   a tenth of the requests to /orders gets a function error
  inject latency 500                                    every function is half a second slower
  inject off all                                        none of it any more

Exit codes
  0   set, ended or listed
  2   the line is wrong
  3   no service runs
"""##,
"help logs": ##"""
logs: START, the function's lines, END and REPORT: of one request or one function

  logs [REQUEST] [-f]
  logs function NAME [since WHEN] [until WHEN] [-n N] [-f]

Options
  -f, --follow          go on: to the request's end, or for good
  -n, --limit N         the newest N lines of the function
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  logs %1                               the log of the first request of the last listing
  logs @last -f                         and what it still writes
  logs function orders -f | grep WARN   through another program

Exit codes
  0     shown
  2     the line is wrong, or there is no such request
  3     the log cannot be read, or the service has gone before the request ended
  130   -f was ended by Ctrl-C
"""##,
"help ls": ##"""
ls: what happened: requests, newest first

  ls [failed] [where CONDITION] [function NAME] [since WHEN] [until WHEN] [in WHEN..WHEN] [-n N]

Options
  -n, --limit N         at most N rows
  --timeout SPAN        give up after this time (default 30s)
  --exit-status         exit code 1 when nothing matched
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  ls failed since -15m                                           what failed in the last quarter of an hour
  ls where status >= 500 and path like /^\/orders/ since today   today's requests that meet a condition
  ls since yesterday -o jsonl                                    one JSON object a request

Exit codes
  0   shown
  1   nothing matched, with --exit-status
  2   the line is wrong
  3   the log cannot be read
"""##,
"help print": ##"""
print: the value of a name at the step of the request in focus

  print [REQUEST[:STEP]] [NAME] [-d] [-r]
  also: p

Options
  -d, --diff            only what differs from the step before
  -r, --raw             as it is: JSON not laid out, numbers without units
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  p event.body | jq .items     the body of the event, through another program
  print %1:2 request.headers   of another request, as it was after step 2
  print -d                     everything that the last step changed

Exit codes
  0   shown
  1   not set at this step
  2   the line is wrong, or there is no such request, step or name
  3   the log cannot be read
"""##,
"help query": ##"""
query: a Logs Insights query over flows, events, function and access logs

  query [since WHEN] [until WHEN] PIPELINE
  PIPELINE                    (at the prompt)
  query [since WHEN] [until WHEN] NAME [PARAMETER=VALUE]…
  query --save NAME PIPELINE
  query --list | --show NAME | --delete NAME

Options
  -n, --limit N         at most N rows, without a limit
  --explain             show the SQL that it is lowered to, and its plan
  --exit-status         exit code 1 when nothing matched
  --timeout SPAN        give up after this time (default 30s)
  --list                the saved queries
  --save NAME           keep the query under a name
  --show NAME           the text of a saved query
  --delete NAME         forget a query of your own
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  filter status >= 500 | stats count() as n by function, error.type                                    failures of the window by function and error
  query since -1d "SOURCE '/aws/lambda/orders' | filter @type = 'REPORT' | stats pct(@duration, 95)"   one-shot, over a function's log
  query slow ms=250 since today                                                                        a saved query with its parameter

Exit codes
  0     shown
  1     nothing matched, with --exit-status
  2     the query is wrong
  3     the log cannot be read, or the time was over
  130   interrupted
"""##,
"help quit": ##"""
quit: leave the shell (also Ctrl-D)

  quit
  also: q, exit

Options
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  quit   leave
  q      the same
  exit   the same

Exit codes
  0   left
"""##,
"help replay": ##"""
replay: run a recorded request again, or all that meet a condition; then compare

  replay [REQUEST…] [--http | --from executed] [--to TARGET] [--set PATH=VALUE]… [--step] [--dry] [--yes]
  replay [failed] [function NAME] [where CONDITION] [since WHEN] [until WHEN] [--max N] [--rate N/s] [--stop-on N%] [--expect same] …
  replay --continue BATCH [--retry-unknown]

Options
  --event               the recorded Lambda event, byte for byte (the default)
  --http                the recorded request, through the front door
  --from STEP           executed: map the recorded result again; nothing is invoked
  --to TARGET           another function, front door (https://…) or Invoke API (…/2015-03-31/functions)
  --set PATH=VALUE      change what is sent, as body.qty=5; repeatable
  --step                stop at every hand-off and ask, one replay at a time
  --dry                 tell what would be done, and do nothing
  --yes                 do it, though it may change something
  --rate N/s            begin at most so many a second (/m, /h)
  --max N               at most N requests, the newest
  --concurrency N       so many at a time (16)
  --stop-on N%          stop when more than N % (or N) failed
  --expect WHAT         same: exit code 1 when a replay differs from its origin
  --strict              compare also what differs each time: ids, times, ports
  --ignore PATH         do not compare a path, as response.body.id; repeatable
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv, md or junit
  --continue BATCH      go on with a batch that was stopped, none twice
  --retry-unknown       with --continue: run again also those whose end nobody knows
  --with-replays        also requests that are replays themselves
  --timeout SPAN        give up after this time (default 30s)
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  replay %1 --dry                                                                 what would be done with the first request listed
  replay %1 --set body.sku='"A-1"' --yes                                          its event with one value changed, then the differences
  replay where state = "failed" and path = "/orders" since -1d --rate 5/s --yes   a day's failures against today's code

Exit codes
  0     all fine; with --expect same, all the same
  1     a replay failed or was refused, or differs; or nothing was there to replay
  2     the line is wrong, --yes is missing, or there is no such request
  3     log, service or target out of reach
  130   stopped by Ctrl-C
"""##,
"help resume": ##"""
resume: let a held request go on, answer it, or end it

  resume [REQUEST|all] [--step]
  resume [REQUEST] with STATUS [BODY]
  resume [REQUEST|all] drop
  respond [REQUEST] STATUS [BODY]
  kill [REQUEST|all]
  also: respond, kill

Options
  --step                hold it again at its next hand-off
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  resume                              the request that is held goes on
  resume --step                       on to its next hand-off
  resume with 418 '{"teapot":true}'   answer the client in its place

Exit codes
  0   it goes on
  2   nothing like that is held
  3   no service runs
"""##,
"help set": ##"""
set: settings of this session, shown or changed

  set
  set NAME
  set NAME VALUE

Options
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  set             every setting with its value and default
  set time utc    times in UTC from now on
  set limit 200   longer listings

Exit codes
  0   shown or changed
  2   no such setting or value
"""##,
"help show": ##"""
show: everything kept of one request: headers, bodies, event, result, ids

  show [REQUEST] [--full]

Options
  --full                bodies whole, not only 4 kB
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  show %1                             the first request of the last listing
  show @failed --full                 the newest failure with its whole bodies
  show 7f3a9c21 -o json | jq .event   the Lambda event

Exit codes
  0   shown
  2   the line is wrong, or there is no such request
  3   the log cannot be read
"""##,
"help sql": ##"""
sql: ask the log in SQL, read-only, over documented views

  sql STATEMENT
  sql --tables [VIEW]
  select … ;   with … ;   (at the prompt, until ';')

Options
  -n, --limit N         at most N rows
  --timeout SPAN        give up after this time (default 30s)
  --tables              the views and tables there are, with their columns
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  select path, count(*) n from flows where sent_at > ago('1h') group by 1;   requests of the last hour by path
  sql 'select human(avg(duration_ms)) from flows where status = 200'         one-shot, a duration for people
  sql --tables flows                                                         the columns of the view flows

Exit codes
  0     shown
  2     the statement is wrong, or writes
  3     the log cannot be read, or the time was over
  130   interrupted
"""##,
"help step": ##"""
step: forward one step of the request in focus; c: to its next failure or end

  step [N]
  step until break
  step until where CONDITION
  c [where CONDITION]
  also: n, c

Options
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  n 2                       two steps on (n is step)
  c                         on to the next failure, or to the end (step until break)
  c where 'status >= 500'   on to the next request that meets a condition, to its end

Exit codes
  0   moved
  1   at the end of the way already, or no such request
  2   the line is wrong, or no request is in focus
  3   the log cannot be read
"""##,
"help steps": ##"""
steps: the process table of one request: who did what, with what

  steps [REQUEST] [-v]

Options
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  steps %1                  the first request of the last listing
  steps @failed -v          the newest failure, with the notes between its steps
  steps 7f3a9c21 -o jsonl   one JSON object a step

Exit codes
  0   shown
  2   the line is wrong, or there is no such request
  3   the log cannot be read
"""##,
"help tail": ##"""
tail: requests as they end: in the foreground, in a pipe, or above the prompt

  tail [failed] [function NAME] [where CONDITION] [since WHEN] [-n N] [--timeout SPAN] [&]
  tail list
  tail off [NAME]

Options
  -n, --limit N         end after N requests
  --timeout SPAN        end after so long, as 30s
  --exit-status         exit code 1 when nothing matched
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  tail failed                                   failures as they happen; space pauses, / highlights, Enter shows steps, q ends
  tail where status >= 400 or duration > 1s &   above the prompt, until tail off
  tail since -5m -o jsonl | jq .status          what happened in the last minutes, and then what happens

Exit codes
  0     ended by q, -n, --timeout, or because nobody reads any more
  1     nothing matched, with --exit-status
  2     the line is wrong
  3     the log cannot be read
  130   ended by Ctrl-C
"""##,
"help timeline": ##"""
timeline: where the time of one request went: a waterfall of its hand-offs

  timeline [REQUEST] [-v]

Options
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  timeline %1                  the first request of the last listing
  timeline @failed -v          the newest failure, with its notes
  timeline 7f3a9c21 -o jsonl   one JSON object a span

Exit codes
  0   shown
  2   the line is wrong, or there is no such request
  3   the log cannot be read
"""##,
"help top": ##"""
top: requests, errors and times by function, route or any other name

  top [by NAME[,NAME]] [where CONDITION] [since WHEN] [until WHEN] [-n N]

Options
  -n, --limit N         at most N rows (default 20)
  --timeout SPAN        give up after this time (default 30s)
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  top by function since -1h         the functions by their requests
  top by route,status since today   the routes and their answers
  top by path where failed          where requests fail

Exit codes
  0     shown
  2     the line is wrong
  3     the log cannot be read, or the time was over
  130   interrupted
"""##,
"help track": ##"""
track: the status tracker of one request: what each variable was after each step

  track [REQUEST] [-v]

Options
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  track %1                 request and response after steps 2, 3 and 4
  track @failed -v         all five steps and every variable
  track 7f3a9c21 -o json   one JSON object a variable

Exit codes
  0   shown
  2   the line is wrong, or there is no such request
  3   the log cannot be read
"""##,
"help use": ##"""
use: debug a recorded request: step, back, goto and print walk through it

  use REQUEST[:STEP]
  use
  use off|-

Options
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  use @failed      the newest failure, before its first step
  use 7f3a9c21:3   a request as it was after step 3
  use off          nothing is in focus any more; so does use -

Exit codes
  0   in focus
  2   the line is wrong, or there is no such request or step
  3   the log cannot be read
"""##,
"help watch": ##"""
watch: a verb's screen, drawn again and again

  watch [-n TIMES] SPAN VERB…

Options
  -n, --times TIMES     end after so many times
  -o, --output FORMAT   table, expanded, json, jsonl, csv, tsv or md
  -v, --verbose         more detail; the footer also in pipes
  --asof WHEN           this line only: as it was then
  --utc                 show times in UTC
  --local               show times in the local zone
  --color WHEN          auto, always or never
  --no-color            the same as --color never
  --no-pager            never start a pager
  -h, --help            help on this verb

Examples
  watch 2s ls failed since -15m   the newest failures, every two seconds
  watch 0.5s functions            environments and counts, twice a second
  watch -n 3 10s apis -o jsonl    three times, for a program

Exit codes
  0     ended by q, -n, or because nobody reads any more
  2     the line is wrong
  3     the log cannot be read
  130   ended by Ctrl-C
"""##,
"imported: explain 7f3a9e01": ##"""
This was imported from queue (dlq.json $.Messages[0]); Waybill did not see it happen.
A function whose name is unknown failed: no stock.
The source does not tell of: 1 sent, 4 returned, 5 displayed.
3 events #100–#102      next: steps .  timeline .  logs .  show .
"""##,
"imported: logs 7f3a9e02": ##"""
the source has no log of 7f3a9e02 · imported from access-log; answered 500      next: steps .
"""##,
"imported: ls since 14:00": ##"""
 #  REQUEST   AGE  METHOD  PATH     FUNCTION  STATE            STATUS    TIME  NOTE
 1  7f3a9e01  1m   —       —        —         failed@executed  —            —  no stock
 2  7f3a9e02  1m   POST    /orders  —         failed@returned  500     1.21 s  answered 500
2 of 2 requests · 14:00:00 – 15:02:50 UTC · log #102 · 0 ms      next: steps %1
"""##,
"imported: show 7f3a9e01": ##"""
7f3a9e01 Invoke an unknown function   2026-11-22 15:01:50.102 UTC
imported from queue; failed at step 3

Event  format payload, 8 B
  {
    "id": 7
  }

Error  unknown function
  no stock

Ids
  flow: 01a20364-7d06-7abc-8123-45677f3a9e01
  lambda request: 3f0c1f0e-7a53-4c8e-9a55-0d2f6f6d1b11
imported from queue; failed at step 3 · 3 events #100–#102      next: steps .  track .  logs .
"""##,
"imported: steps 7f3a9e01 -v": ##"""
7f3a9e01 Invoke an unknown function   2026-11-22 15:01:50.102 UTC
 Step         │ Component        │ Action                │ Input   │ Output                │      at
──────────────┼──────────────────┼───────────────────────┼─────────┼───────────────────────┼────────
 1 sent       │ Client           │ not in the source     │ unknown │ unknown               │ unknown
  · +0.0ms    │ imported from queue dlq.json $.Messages[0], by root
 2 triggered  │ Trigger          │ Invokes the function  │ unknown │ Event, 8 B, to an     │ unknown
              │                  │                       │         │ unknown function      │
 3 executed ✗ │ Lambda (unknown) │ Executes function     │ Event   │ no stock              │ unknown
              │                  │ code                  │         │                       │
 4 returned   │ Trigger          │ not in the source     │ unknown │ unknown               │ unknown
 5 displayed  │ Client           │ not in the source     │ unknown │ unknown               │ unknown
imported from queue; failed at step 3 · 3 events #100–#102
next: track .  explain .  timeline .  logs .
"""##,
"imported: steps 7f3a9e02": ##"""
7f3a9e02 POST /orders → 500   2026-11-22 15:01:50.102 UTC
 Step         │ Component   │ Action             │ Input              │ Output             │      at
──────────────┼─────────────┼────────────────────┼────────────────────┼────────────────────┼────────
 1 sent       │ Client      │ Sends HTTP request │ POST /orders, body │ Request received   │  +0.0ms
              │             │                    │ unknown            │                    │
 2 triggered  │ API Gateway │ not in the source  │ unknown            │ unknown            │ unknown
 3 executed   │ Lambda      │ not in the source  │ unknown            │ unknown            │ unknown
 4 returned ✗ │ API Gateway │ Answers            │ unknown            │ HTTP 500 Internal  │  +1.21s
              │             │                    │                    │ Server Error       │
 5 displayed  │ Client      │ not in the source  │ unknown            │ unknown            │ unknown
imported from access-log; answered 500 · 3 events #100–#102
next: track .  explain .  timeline .  logs .
"""##,
"imported: timeline 7f3a9e02": ##"""
7f3a9e02 POST /orders → 500   2026-11-22 15:01:50.102 UTC
             0 ms                            1211
 returned ✗  ████████████████████████████████████  1.21 s   the source does not tell of the steps b…
critical path: returned 100 % of 1.21 s
imported from access-log; answered 500 · 3 events #100–#102      next: steps .  explain .  logs .
"""##,
"imported: track 7f3a9e01": ##"""
7f3a9e01 Invoke an unknown function   2026-11-22 15:01:50.102 UTC
 Variable │ Start │ After step 2        │ After step 3         │ After step 4 │ Final
──────────┼───────┼─────────────────────┼──────────────────────┼──────────────┼─────────────────────
 Request  │ None  │ Event for an        │ Event passed to an   │ unknown      │ Event passed to an
          │       │ unknown function    │ unknown function     │              │ unknown function
 Response │ None  │ unknown             │ no stock             │ unknown      │ no stock
imported from queue; failed at step 3 · -v: all five steps and every variable
next: steps .  show .
"""##,
"imported: track 7f3a9e02 -v": ##"""
7f3a9e02 POST /orders → 500   2026-11-22 15:01:50.102 UTC
 Variable │ Start │ 1 sent      │ 2 triggered │ 3 executed │ 4 returned  │ 5 displayed │ Final
──────────┼───────┼─────────────┼─────────────┼────────────┼─────────────┼─────────────┼────────────
 Request  │ None  │ HTTP POST   │ unknown     │ unknown    │ HTTP POST   │ unknown     │ HTTP POST
          │       │ /orders     │             │            │ /orders     │             │ /orders
 Response │ None  │ unknown     │ unknown     │ unknown    │ API Gateway │ unknown     │ API Gateway
          │       │             │             │            │ response    │             │ response
          │       │             │             │            │ ready       │             │ ready
 route    │ None  │ unknown     │ unknown     │ unknown    │ unknown     │ unknown     │ unknown
 event    │ None  │ unknown     │ unknown     │ unknown    │ unknown     │ unknown     │ unknown
 headers  │ None  │ 0 headers   │ unknown     │ unknown    │ unknown     │ unknown     │ unknown
 body     │ None  │ unknown     │ unknown     │ unknown    │ 35 B        │ unknown     │ 35 B
 error    │ None  │ unknown     │ unknown     │ unknown    │ unknown     │ unknown     │ unknown
 payload  │ None  │ unknown     │ unknown     │ unknown    │ unknown     │ unknown     │ unknown
 status   │ None  │ unknown     │ unknown     │ unknown    │ 500         │ unknown     │ 500
 elapsed  │ None  │ 0 ms        │ unknown     │ unknown    │ 1.21 s      │ unknown     │ 1.21 s
imported from access-log; answered 500 · '·' unchanged      next: steps .  show .
"""##,
"logs @last -o csv": ##"""
flow,requestId,function,attempt,time,offsetMs,source,text
01a203c7-562e-7abc-8123-45677f3a9c2f,01a203c7-562e-4abc-8123-45677f3a9c2f,orders,1,2026-11-22T15:02:05.102900Z,0.9,START,START RequestId: 01a203c7-562e-4abc-8123-45677f3a9c2f Version: $LATEST
01a203c7-562e-7abc-8123-45677f3a9c2f,01a203c7-562e-4abc-8123-45677f3a9c2f,orders,1,2026-11-22T15:02:35.102000Z,30000,END,END RequestId: 01a203c7-562e-4abc-8123-45677f3a9c2f
01a203c7-562e-7abc-8123-45677f3a9c2f,01a203c7-562e-4abc-8123-45677f3a9c2f,orders,1,2026-11-22T15:02:35.102000Z,30000,REPORT,REPORT RequestId: 01a203c7-562e-4abc-8123-45677f3a9c2f  Duration: 29999.00 ms  Billed Duration: 30000 ms  Memory Size: 128 MB  Max Memory Used: 64 MB  Status: error
"""##,
"logs @last -o expanded": ##"""
─[ 1 ]────────────────
flow      │ 01a203c7-562e-7abc-8123-45677f3a9c2f
requestId │ 01a203c7-562e-4abc-8123-45677f3a9c2f
function  │ orders
attempt   │ 1
time      │ 2026-11-22T15:02:05.102900Z
offsetMs  │ 0.9
source    │ START
text      │ START RequestId: 01a203c7-562e-4abc-8123-45677f3a9c2f Version: $LATEST
─[ 2 ]────────────────
flow      │ 01a203c7-562e-7abc-8123-45677f3a9c2f
requestId │ 01a203c7-562e-4abc-8123-45677f3a9c2f
function  │ orders
attempt   │ 1
time      │ 2026-11-22T15:02:35.102000Z
offsetMs  │ 30000
source    │ END
text      │ END RequestId: 01a203c7-562e-4abc-8123-45677f3a9c2f
─[ 3 ]────────────────
flow      │ 01a203c7-562e-7abc-8123-45677f3a9c2f
requestId │ 01a203c7-562e-4abc-8123-45677f3a9c2f
function  │ orders
attempt   │ 1
time      │ 2026-11-22T15:02:35.102000Z
offsetMs  │ 30000
source    │ REPORT
text      │ REPORT RequestId: 01a203c7-562e-4abc-8123-45677f3a9c2f  Duration: 29999.00 ms  Billed Duration: 30000 ms  Memory Size: 128 MB  Max Memory Used: 64 MB  Status: error
3 lines · request id 01a203c7-562e-4abc-8123-45677f3a9c2f      next: steps .
"""##,
"logs @last -o json": ##"""
[{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","requestId":"01a203c7-562e-4abc-8123-45677f3a9c2f","function":"orders","attempt":1,"time":"2026-11-22T15:02:05.102900Z","offsetMs":0.9,"source":"START","text":"START RequestId: 01a203c7-562e-4abc-8123-45677f3a9c2f Version: $LATEST"},{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","requestId":"01a203c7-562e-4abc-8123-45677f3a9c2f","function":"orders","attempt":1,"time":"2026-11-22T15:02:35.102000Z","offsetMs":30000,"source":"END","text":"END RequestId: 01a203c7-562e-4abc-8123-45677f3a9c2f"},{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","requestId":"01a203c7-562e-4abc-8123-45677f3a9c2f","function":"orders","attempt":1,"time":"2026-11-22T15:02:35.102000Z","offsetMs":30000,"source":"REPORT","text":"REPORT RequestId: 01a203c7-562e-4abc-8123-45677f3a9c2f\tDuration: 29999.00 ms\tBilled Duration: 30000 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\tStatus: error"}]
"""##,
"logs @last -o jsonl": ##"""
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","requestId":"01a203c7-562e-4abc-8123-45677f3a9c2f","function":"orders","attempt":1,"time":"2026-11-22T15:02:05.102900Z","offsetMs":0.9,"source":"START","text":"START RequestId: 01a203c7-562e-4abc-8123-45677f3a9c2f Version: $LATEST"}
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","requestId":"01a203c7-562e-4abc-8123-45677f3a9c2f","function":"orders","attempt":1,"time":"2026-11-22T15:02:35.102000Z","offsetMs":30000,"source":"END","text":"END RequestId: 01a203c7-562e-4abc-8123-45677f3a9c2f"}
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","requestId":"01a203c7-562e-4abc-8123-45677f3a9c2f","function":"orders","attempt":1,"time":"2026-11-22T15:02:35.102000Z","offsetMs":30000,"source":"REPORT","text":"REPORT RequestId: 01a203c7-562e-4abc-8123-45677f3a9c2f\tDuration: 29999.00 ms\tBilled Duration: 30000 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\tStatus: error"}
"""##,
"logs @last -o md": ##"""
| flow | requestId | function | attempt | time | offsetMs | source | text |
| --- | --- | --- | --- | --- | --- | --- | --- |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | 01a203c7-562e-4abc-8123-45677f3a9c2f | orders | 1 | 2026-11-22T15:02:05.102900Z | 0.9 | START | START RequestId: 01a203c7-562e-4abc-8123-45677f3a9c2f Version: $LATEST |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | 01a203c7-562e-4abc-8123-45677f3a9c2f | orders | 1 | 2026-11-22T15:02:35.102000Z | 30000 | END | END RequestId: 01a203c7-562e-4abc-8123-45677f3a9c2f |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | 01a203c7-562e-4abc-8123-45677f3a9c2f | orders | 1 | 2026-11-22T15:02:35.102000Z | 30000 | REPORT | REPORT RequestId: 01a203c7-562e-4abc-8123-45677f3a9c2f  Duration: 29999.00 ms  Billed Duration: 30000 ms  Memory Size: 128 MB  Max Memory Used: 64 MB  Status: error |
"""##,
"logs @last -o tsv": ##"""
flow	requestId	function	attempt	time	offsetMs	source	text
01a203c7-562e-7abc-8123-45677f3a9c2f	01a203c7-562e-4abc-8123-45677f3a9c2f	orders	1	2026-11-22T15:02:05.102900Z	0.9	START	START RequestId: 01a203c7-562e-4abc-8123-45677f3a9c2f Version: $LATEST
01a203c7-562e-7abc-8123-45677f3a9c2f	01a203c7-562e-4abc-8123-45677f3a9c2f	orders	1	2026-11-22T15:02:35.102000Z	30000	END	END RequestId: 01a203c7-562e-4abc-8123-45677f3a9c2f
01a203c7-562e-7abc-8123-45677f3a9c2f	01a203c7-562e-4abc-8123-45677f3a9c2f	orders	1	2026-11-22T15:02:35.102000Z	30000	REPORT	REPORT RequestId: 01a203c7-562e-4abc-8123-45677f3a9c2f\tDuration: 29999.00 ms\tBilled Duration: 30000 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\tStatus: error
"""##,
"logs abandoned": ##"""
   +0.9ms  START RequestId: 01a203c7-42a6-4abc-8123-45677f3a9c2a Version: $LATEST
   +900ms  END RequestId: 01a203c7-42a6-4abc-8123-45677f3a9c2a
   +900ms  REPORT RequestId: 01a203c7-42a6-4abc-8123-45677f3a9c2a  Duration: 899.10 ms  Billed Duration: 1111 ms  Memory Size: 128 MB  Max Memory Used: 36 MB  Init Duration: 210.10 ms  
3 lines · request id 01a203c7-42a6-4abc-8123-45677f3a9c2a      next: steps .
"""##,
"logs asynchronous": ##"""
   +0.9ms  INIT_START Runtime Version: unknown  Runtime Version ARN: unknown
   +1.1ms  START RequestId: 01a203c7-5246-7abc-8123-45677f3a9c2e Version: $LATEST
  +30.0ms  END RequestId: 01a203c7-5246-7abc-8123-45677f3a9c2e
  +30.0ms  REPORT RequestId: 01a203c7-5246-7abc-8123-45677f3a9c2e  Duration: 28.90 ms  Billed Duration: 241 ms  Memory Size: 128 MB  Max Memory Used: 36 MB  Init Duration: 210.10 ms  
  +1m 00s  START RequestId: 01a203c7-5246-7abc-8123-45677f3a9c2e Version: $LATEST
  +1m 00s  END RequestId: 01a203c7-5246-7abc-8123-45677f3a9c2e
  +1m 00s  REPORT RequestId: 01a203c7-5246-7abc-8123-45677f3a9c2e  Duration: 19.70 ms  Billed Duration: 60261 ms  Memory Size: 128 MB  Max Memory Used: 36 MB  Init Duration: 210.10 ms  
7 lines · request id 01a203c7-5246-7abc-8123-45677f3a9c2e      next: steps .
"""##,
"logs direct": ##"""
   +0.6ms  INIT_START Runtime Version: unknown  Runtime Version ARN: unknown
   +0.9ms  START RequestId: 01a203c7-4e5e-7abc-8123-45677f3a9c2d Version: $LATEST
  +40.0ms  END RequestId: 01a203c7-4e5e-7abc-8123-45677f3a9c2d
  +40.0ms  REPORT RequestId: 01a203c7-4e5e-7abc-8123-45677f3a9c2d  Duration: 39.10 ms  Billed Duration: 251 ms  Memory Size: 128 MB  Max Memory Used: 36 MB  Init Duration: 210.10 ms  
4 lines · request id 01a203c7-4e5e-7abc-8123-45677f3a9c2d      next: steps .
"""##,
"logs exit": ##"""
   +0.9ms  START RequestId: 01a203c7-2b36-4abc-8123-45677f3a9c24 Version: $LATEST
  +20.0ms  RequestId: 01a203c7-2b36-4abc-8123-45677f3a9c24 Error: Runtime exited with error: exit status 3
  +20.0ms  Runtime.ExitError
  +20.0ms  END RequestId: 01a203c7-2b36-4abc-8123-45677f3a9c24
  +20.0ms  REPORT RequestId: 01a203c7-2b36-4abc-8123-45677f3a9c24  Duration: 19.00 ms  Billed Duration: 20 ms  Memory Size: 128 MB  Max Memory Used: 64 MB  Status: error  Error Type: Runtime.ExitError
5 lines · request id 01a203c7-2b36-4abc-8123-45677f3a9c24      next: steps .
"""##,
"logs handler-error": ##"""
   +0.6ms  INIT_START Runtime Version: unknown  Runtime Version ARN: unknown
   +0.9ms  START RequestId: 01a203c7-1f7e-4abc-8123-45677f3a9c21 Version: $LATEST
   +1.21s  [ERROR] KeyError: 'sku'
           Traceback (most recent call last):
   +1.21s  END RequestId: 01a203c7-1f7e-4abc-8123-45677f3a9c21
   +1.21s  REPORT RequestId: 01a203c7-1f7e-4abc-8123-45677f3a9c21  Duration: 1209.10 ms  Billed Duration: 1421 ms  Memory Size: 128 MB  Max Memory Used: 36 MB  Init Duration: 210.10 ms  
5 lines · request id 01a203c7-1f7e-4abc-8123-45677f3a9c21      next: steps .
"""##,
"logs init-error": ##"""
   +0.6ms  INIT_START Runtime Version: unknown  Runtime Version ARN: unknown
   +140ms  INIT_REPORT Init Duration: 137.69 ms  Phase: init  Status: error  Error Type: Runtime.ImportModuleError
   +140ms  START RequestId: 01a203c7-274e-4abc-8123-45677f3a9c23 Version: $LATEST
   +140ms  END RequestId: 01a203c7-274e-4abc-8123-45677f3a9c23
   +140ms  REPORT RequestId: 01a203c7-274e-4abc-8123-45677f3a9c23  Duration: 139.00 ms  Billed Duration: 140 ms  Memory Size: 128 MB  Max Memory Used: 64 MB  Init Duration: 137.69 ms  Status: error  Error Type: Runtime.ImportModuleError
5 lines · request id 01a203c7-274e-4abc-8123-45677f3a9c23      next: steps .
"""##,
"logs interrupted": ##"""
   +0.9ms  START RequestId: 01a203c7-468e-4abc-8123-45677f3a9c2b Version: $LATEST
1 line · request id 01a203c7-468e-4abc-8123-45677f3a9c2b      next: steps .
"""##,
"logs late-result": ##"""
   +0.9ms  START RequestId: 01a203c7-562e-4abc-8123-45677f3a9c2f Version: $LATEST
   +30.0s  END RequestId: 01a203c7-562e-4abc-8123-45677f3a9c2f
   +30.0s  REPORT RequestId: 01a203c7-562e-4abc-8123-45677f3a9c2f  Duration: 29999.00 ms  Billed Duration: 30000 ms  Memory Size: 128 MB  Max Memory Used: 64 MB  Status: error
3 lines · request id 01a203c7-562e-4abc-8123-45677f3a9c2f      next: steps .
"""##,
"logs no-route-http": ##"""
no function ran for 7f3a9c26 · refused at step 2 (no route); step 3 was skipped      next: steps .
"""##,
"logs no-route-rest": ##"""
no function ran for 7f3a9c27 · refused at step 2 (no route); step 3 was skipped      next: steps .
"""##,
"logs running": ##"""
   +0.6ms  INIT_START Runtime Version: unknown  Runtime Version ARN: unknown
   +0.9ms  START RequestId: 01a203c7-4a76-4abc-8123-45677f3a9c2c Version: $LATEST
2 lines · request id 01a203c7-4a76-4abc-8123-45677f3a9c2c      next: steps .
"""##,
"logs signal": ##"""
   +0.9ms  START RequestId: 01a203c7-2f1e-4abc-8123-45677f3a9c25 Version: $LATEST
  +20.0ms  RequestId: 01a203c7-2f1e-4abc-8123-45677f3a9c25 Error: Runtime exited with error: signal: killed
  +20.0ms  Runtime.ExitError
  +20.0ms  END RequestId: 01a203c7-2f1e-4abc-8123-45677f3a9c25
  +20.0ms  REPORT RequestId: 01a203c7-2f1e-4abc-8123-45677f3a9c25  Duration: 19.00 ms  Billed Duration: 20 ms  Memory Size: 128 MB  Max Memory Used: 64 MB  Status: error  Error Type: Runtime.ExitError
5 lines · request id 01a203c7-2f1e-4abc-8123-45677f3a9c25      next: steps .
"""##,
"logs success": ##"""
   +0.6ms  INIT_START Runtime Version: unknown  Runtime Version ARN: unknown
   +0.9ms  START RequestId: 01a203c7-1b96-4abc-8123-45677f3a9c20 Version: $LATEST
   +1.21s  [INFO]  making order
   +1.21s  two
           lines
   +1.21s  END RequestId: 01a203c7-1b96-4abc-8123-45677f3a9c20
   +1.21s  REPORT RequestId: 01a203c7-1b96-4abc-8123-45677f3a9c20  Duration: 1209.10 ms  Billed Duration: 1421 ms  Memory Size: 128 MB  Max Memory Used: 36 MB  Init Duration: 210.10 ms  
6 lines · request id 01a203c7-1b96-4abc-8123-45677f3a9c20      next: steps .
"""##,
"logs timeout": ##"""
   +0.6ms  INIT_START Runtime Version: unknown  Runtime Version ARN: unknown
   +0.9ms  START RequestId: 01a203c7-2366-4abc-8123-45677f3a9c22 Version: $LATEST
   +3.00s  2026-11-22T15:01:55.103Z 01a203c7-2366-4abc-8123-45677f3a9c22 Task timed out after 3.00 seconds
   +3.00s  END RequestId: 01a203c7-2366-4abc-8123-45677f3a9c22
   +3.00s  REPORT RequestId: 01a203c7-2366-4abc-8123-45677f3a9c22  Duration: 3000.00 ms  Billed Duration: 3001 ms  Memory Size: 128 MB  Max Memory Used: 64 MB  Status: timeout
5 lines · request id 01a203c7-2366-4abc-8123-45677f3a9c22      next: steps .
"""##,
"logs undecodable": ##"""
   +0.9ms  START RequestId: 01a203c7-3ebe-4abc-8123-45677f3a9c29 Version: $LATEST
  +12.4ms  END RequestId: 01a203c7-3ebe-4abc-8123-45677f3a9c29
  +12.4ms  REPORT RequestId: 01a203c7-3ebe-4abc-8123-45677f3a9c29  Duration: 11.50 ms  Billed Duration: 223 ms  Memory Size: 128 MB  Max Memory Used: 36 MB  Init Duration: 210.10 ms  
3 lines · request id 01a203c7-3ebe-4abc-8123-45677f3a9c29      next: steps .
"""##,
"logs unsupported": ##"""
no function ran for 7f3a9c28 · refused at step 2 (not supported); step 3 was skipped
next: steps .
"""##,
"ls -n 2 -o csv": ##"""
id,shortId,kind,method,path,route,api,function,status,state,outcome,cause,errorType,sentAt,durationMs,cold,replayOf,traceId,stage,errorMessage,attempts,firstPosition,lastPosition
01a203c7-562e-7abc-8123-45677f3a9c2f,7f3a9c2f,door,POST,/orders,POST /orders,HttpApi,orders,503,failed,gateway failure,gatewayLimit,,2026-11-22T15:02:05.102000Z,30000.9,false,,1-6923c1de-0123456789abcdef01234567,$default,,1,48300,48306
01a203c7-5246-7abc-8123-45677f3a9c2e,7f3a9c2e,asynchronous,POST,/2015-03-31/functions/orders/invocations,,,orders,202,displayed,ok,,,2026-11-22T15:02:04.102000Z,60050,false,,1-6923c1de-0123456789abcdef01234567,,,2,48280,48289
"""##,
"ls -n 2 -o expanded": ##"""
─[ 1 ]────────────────
id            │ 01a203c7-562e-7abc-8123-45677f3a9c2f
shortId       │ 7f3a9c2f
kind          │ door
method        │ POST
path          │ /orders
route         │ POST /orders
api           │ HttpApi
function      │ orders
status        │ 503
state         │ failed
outcome       │ gateway failure
cause         │ gatewayLimit
errorType     │ 
sentAt        │ 2026-11-22T15:02:05.102000Z
durationMs    │ 30000.9
cold          │ false
replayOf      │ 
traceId       │ 1-6923c1de-0123456789abcdef01234567
stage         │ $default
errorMessage  │ 
attempts      │ 1
firstPosition │ 48300
lastPosition  │ 48306
─[ 2 ]────────────────
id            │ 01a203c7-5246-7abc-8123-45677f3a9c2e
shortId       │ 7f3a9c2e
kind          │ asynchronous
method        │ POST
path          │ /2015-03-31/functions/orders/invocations
route         │ 
api           │ 
function      │ orders
status        │ 202
state         │ displayed
outcome       │ ok
cause         │ 
errorType     │ 
sentAt        │ 2026-11-22T15:02:04.102000Z
durationMs    │ 60050
cold          │ false
replayOf      │ 
traceId       │ 1-6923c1de-0123456789abcdef01234567
stage         │ 
errorMessage  │ 
attempts      │ 2
firstPosition │ 48280
lastPosition  │ 48289
2 of 16 requests · 14:02:50 – 15:02:50 UTC · log #48306 · 0 ms      next: steps %1
"""##,
"ls -n 2 -o json": ##"""
[{"id":"01a203c7-562e-7abc-8123-45677f3a9c2f","shortId":"7f3a9c2f","kind":"door","method":"POST","path":"/orders","route":"POST /orders","api":"HttpApi","function":"orders","status":503,"state":"failed","outcome":"gateway failure","cause":"gatewayLimit","errorType":null,"sentAt":"2026-11-22T15:02:05.102000Z","durationMs":30000.9,"cold":false,"replayOf":null,"traceId":"1-6923c1de-0123456789abcdef01234567","stage":"$default","errorMessage":null,"attempts":1,"firstPosition":48300,"lastPosition":48306},{"id":"01a203c7-5246-7abc-8123-45677f3a9c2e","shortId":"7f3a9c2e","kind":"asynchronous","method":"POST","path":"/2015-03-31/functions/orders/invocations","route":null,"api":null,"function":"orders","status":202,"state":"displayed","outcome":"ok","cause":null,"errorType":null,"sentAt":"2026-11-22T15:02:04.102000Z","durationMs":60050,"cold":false,"replayOf":null,"traceId":"1-6923c1de-0123456789abcdef01234567","stage":null,"errorMessage":null,"attempts":2,"firstPosition":48280,"lastPosition":48289}]
"""##,
"ls -n 2 -o jsonl": ##"""
{"id":"01a203c7-562e-7abc-8123-45677f3a9c2f","shortId":"7f3a9c2f","kind":"door","method":"POST","path":"/orders","route":"POST /orders","api":"HttpApi","function":"orders","status":503,"state":"failed","outcome":"gateway failure","cause":"gatewayLimit","errorType":null,"sentAt":"2026-11-22T15:02:05.102000Z","durationMs":30000.9,"cold":false,"replayOf":null,"traceId":"1-6923c1de-0123456789abcdef01234567","stage":"$default","errorMessage":null,"attempts":1,"firstPosition":48300,"lastPosition":48306}
{"id":"01a203c7-5246-7abc-8123-45677f3a9c2e","shortId":"7f3a9c2e","kind":"asynchronous","method":"POST","path":"/2015-03-31/functions/orders/invocations","route":null,"api":null,"function":"orders","status":202,"state":"displayed","outcome":"ok","cause":null,"errorType":null,"sentAt":"2026-11-22T15:02:04.102000Z","durationMs":60050,"cold":false,"replayOf":null,"traceId":"1-6923c1de-0123456789abcdef01234567","stage":null,"errorMessage":null,"attempts":2,"firstPosition":48280,"lastPosition":48289}
"""##,
"ls -n 2 -o md": ##"""
| id | shortId | kind | method | path | route | api | function | status | state | outcome | cause | errorType | sentAt | durationMs | cold | replayOf | traceId | stage | errorMessage | attempts | firstPosition | lastPosition |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | 7f3a9c2f | door | POST | /orders | POST /orders | HttpApi | orders | 503 | failed | gateway failure | gatewayLimit |  | 2026-11-22T15:02:05.102000Z | 30000.9 | false |  | 1-6923c1de-0123456789abcdef01234567 | $default |  | 1 | 48300 | 48306 |
| 01a203c7-5246-7abc-8123-45677f3a9c2e | 7f3a9c2e | asynchronous | POST | /2015-03-31/functions/orders/invocations |  |  | orders | 202 | displayed | ok |  |  | 2026-11-22T15:02:04.102000Z | 60050 | false |  | 1-6923c1de-0123456789abcdef01234567 |  |  | 2 | 48280 | 48289 |
"""##,
"ls -n 2 -o tsv": ##"""
id	shortId	kind	method	path	route	api	function	status	state	outcome	cause	errorType	sentAt	durationMs	cold	replayOf	traceId	stage	errorMessage	attempts	firstPosition	lastPosition
01a203c7-562e-7abc-8123-45677f3a9c2f	7f3a9c2f	door	POST	/orders	POST /orders	HttpApi	orders	503	failed	gateway failure	gatewayLimit		2026-11-22T15:02:05.102000Z	30000.9	false		1-6923c1de-0123456789abcdef01234567	$default		1	48300	48306
01a203c7-5246-7abc-8123-45677f3a9c2e	7f3a9c2e	asynchronous	POST	/2015-03-31/functions/orders/invocations			orders	202	displayed	ok			2026-11-22T15:02:04.102000Z	60050	false		1-6923c1de-0123456789abcdef01234567			2	48280	48289
"""##,
"ls 100": ##"""
  #  REQUEST   AGE  METHOD  PATH     FUNCTION  STATE            STATUS     TIME  NOTE
  1  7f3a9c2f  45s  POST    /orders  orders    failed@executed  503      30.0 s  gateway gave up af…
  2  7f3a9c2e  46s  Event   —        orders    displayed        202      1m 00s
  3  7f3a9c2d  47s  Invoke  —        orders    displayed        200     40.6 ms
  4  7f3a9c2c  48s  POST    /orders  orders    triggered        —             —  in progress
  5  7f3a9c2b  49s  POST    /orders  orders    interrupted      —        1m 00s  service stopped in…
  6  7f3a9c2a  50s  POST    /orders  orders    abandoned        200      901 ms  client went away
  7  7f3a9c29  51s  POST    /orders  orders    failed@returned  500     13.0 ms  result is no valid…
  8  7f3a9c28  52s  POST    /orders  —         rejected         501      0.6 ms  not supported
  9  7f3a9c27  53s  GET     /nope    —         rejected         403      0.6 ms  no route
 10  7f3a9c26  54s  GET     /nope    —         rejected         404      0.6 ms  no route
 11  7f3a9c25  55s  POST    /orders  orders    failed@executed  500     21.0 ms  process was killed
 12  7f3a9c24  56s  POST    /orders  orders    failed@executed  500     21.0 ms  process exited
 13  7f3a9c23  57s  POST    /orders  orders    failed@executed  500      141 ms  Runtime.ImportModu…
 14  7f3a9c22  58s  POST    /orders  orders    failed@executed  502      3.00 s  function timed out…
 15  7f3a9c21  59s  POST    /orders  orders    failed@executed  500      1.21 s  KeyError: 'sku'
 16  7f3a9c20  1m   POST    /orders  orders    displayed        201      1.21 s
16 of 16 requests · 14:02:50 – 15:02:50 UTC · log #48306 · 0 ms      next: steps %1
"""##,
"ls 80": ##"""
  #  REQUEST   AGE  METHOD  PATH     FUNCT…  STATE     STA…     TIME  NOTE
  1  7f3a9c2f  45s  POST    /orders  orders  failed@…  503    30.0 s  gateway g…
  2  7f3a9c2e  46s  Event   —        orders  display…  202    1m 00s
  3  7f3a9c2d  47s  Invoke  —        orders  display…  200   40.6 ms
  4  7f3a9c2c  48s  POST    /orders  orders  trigger…  —           —  in progre…
  5  7f3a9c2b  49s  POST    /orders  orders  interru…  —      1m 00s  service s…
  6  7f3a9c2a  50s  POST    /orders  orders  abandon…  200    901 ms  client we…
  7  7f3a9c29  51s  POST    /orders  orders  failed@…  500   13.0 ms  result is…
  8  7f3a9c28  52s  POST    /orders  —       rejected  501    0.6 ms  not suppo…
  9  7f3a9c27  53s  GET     /nope    —       rejected  403    0.6 ms  no route
 10  7f3a9c26  54s  GET     /nope    —       rejected  404    0.6 ms  no route
 11  7f3a9c25  55s  POST    /orders  orders  failed@…  500   21.0 ms  process w…
 12  7f3a9c24  56s  POST    /orders  orders  failed@…  500   21.0 ms  process e…
 13  7f3a9c23  57s  POST    /orders  orders  failed@…  500    141 ms  Runtime.I…
 14  7f3a9c22  58s  POST    /orders  orders  failed@…  502    3.00 s  function …
 15  7f3a9c21  59s  POST    /orders  orders  failed@…  500    1.21 s  KeyError:…
 16  7f3a9c20  1m   POST    /orders  orders  display…  201    1.21 s
16 of 16 requests · 14:02:50 – 15:02:50 UTC · log #48306 · 0 ms
next: steps %1
"""##,
"ls empty 100": ##"""
0 of 0 requests · 14:59:00 – 15:00:00 UTC · log #48306 · 0 ms
next: ls since 2026-11-22T15:02:05Z (the newest is 7f3a9c2f)
"""##,
"ls empty 80": ##"""
0 of 0 requests · 14:59:00 – 15:00:00 UTC · log #48306 · 0 ms
next: ls since 2026-11-22T15:02:05Z (the newest is 7f3a9c2f)
"""##,
"ls failed 100": ##"""
 #  REQUEST   AGE  METHOD  PATH     FUNCTION  STATE            STATUS     TIME  NOTE
 1  7f3a9c2f  45s  POST    /orders  orders    failed@executed  503      30.0 s  gateway gave up aft…
 2  7f3a9c2b  49s  POST    /orders  orders    interrupted      —        1m 00s  service stopped in …
 3  7f3a9c29  51s  POST    /orders  orders    failed@returned  500     13.0 ms  result is no valid …
3 of 8 failed requests (16 total) · 14:02:50 – 15:02:50 UTC · log #48306 · 0 ms      next: steps %1
"""##,
"ls failed 80": ##"""
 #  REQUEST   AGE  METHOD  PATH     FUNCT…  STATE     STAT…     TIME  NOTE
 1  7f3a9c2f  45s  POST    /orders  orders  failed@…  503     30.0 s  gateway g…
 2  7f3a9c2b  49s  POST    /orders  orders  interru…  —       1m 00s  service s…
 3  7f3a9c29  51s  POST    /orders  orders  failed@…  500    13.0 ms  result is…
3 of 8 failed requests (16 total) · 14:02:50 – 15:02:50 UTC · log #48306 · 0 ms
next: steps %1
"""##,
"printing": ##"""
waybill▸ print
 print
 ^^^^^ no request is in focus
 next: use @failed, or ls and then use %1
(exit code 2)
waybill▸ use 11110001
11110001 POST /orders → 201   2026-11-22 15:01:50.102 UTC   HttpApi /$default   function orders   t…
 0 start  nothing has happened yet
complete · 6 events #48196–#48201      next: step  c  print  goto end
waybill 1111[0/5 start]▸ p
0 names set at the start      next: step
waybill 1111[0/5 start]▸ p event.body
not set yet (set at step 2 to {"items":[{"sku":"A-1"},{"sku":"A-2"}],"password":"‹masked›"…)
next: goto 2
(exit code 1)
waybill 1111[0/5 start]▸ n
 1 sent          POST /orders, 29 B json  +0.0ms
waybill 1111[1/5 sent]▸ p request
{
  "method": "POST",
  "target": "/orders?q=1&token=‹masked›",
  "path": "/orders",
  "query": {
    "q": "1",
    "token": "‹masked›"
  },
  "headers": {
    "host": "a:1",
    "authorization": "‹masked›",
    "content-type": "application/json",
    "x-tenant": "acme"
  },
  "protocol": "HTTP/1.1",
  "client": "127.0.0.1:52144",
  "body": {
    "qty": 2,
    "password": "‹masked›"
  }
}
waybill 1111[1/5 sent]▸ p request.query
{
  "q": "1",
  "token": "‹masked›"
}
waybill 1111[1/5 sent]▸ p request.headers.x-tenant
acme
waybill 1111[1/5 sent]▸ p request.headers.`x-tenant` -o json
{"flow":"01a203c7-1b96-7abc-8123-456711110001","step":"1","name":"request.headers.`x-tenant`","set":true,"value":"acme"}
waybill 1111[1/5 sent]▸ p sentAt
2026-11-22 15:01:50.102 UTC
waybill 1111[1/5 sent]▸ p sentAt -r
1795359710102
waybill 1111[1/5 sent]▸ p status
not set yet (set at step 4 to 201)      next: goto 4
(exit code 1)
waybill 1111[1/5 sent]▸ n
 2 triggered     Event 2.0, 230 B, to orders  +0.6ms
waybill 1111[2/5 triggered]▸ p event
{
  "headers": {
    "x-tenant": "acme",
    "x-api-key": "‹masked›"
  },
  "rawQueryString": "q=1&token=‹masked›",
  "body": "{\"items\":[{\"sku\":\"A-1\"},{\"sku\":\"A-2\"}],\"password\":\"‹masked›\",\"big\":12345678901234567890}",
  "nothing": null,
  "price": 1.50
}
waybill 1111[2/5 triggered]▸ p event -r
{"headers":{"x-tenant":"acme","x-api-key":"‹masked›"},"rawQueryString":"q=1&token=‹masked›","body":"{\"items\":[{\"sku\":\"A-1\"},{\"sku\":\"A-2\"}],\"password\":\"‹masked›\",\"big\":12345678901234567890}","nothing":null,"price":1.50}
waybill 1111[2/5 triggered]▸ p event.body.items.1.sku
A-2
waybill 1111[2/5 triggered]▸ p event.body.big
12345678901234567890
waybill 1111[2/5 triggered]▸ p event.price
1.5
waybill 1111[2/5 triggered]▸ p event.nothing
null
waybill 1111[2/5 triggered]▸ p event.nothing -o json
{"flow":"01a203c7-1b96-7abc-8123-456711110001","step":"2","name":"event.nothing","set":true,"value":null}
waybill 1111[2/5 triggered]▸ p event.body.items.2.sku
not set; event.body.items holds: 0, 1
(exit code 1)
waybill 1111[2/5 triggered]▸ p event.body.sku
not set; event.body holds: items, password, big
(exit code 1)
waybill 1111[2/5 triggered]▸ p event.bdy
not set; event holds: headers, rawQueryString, body, nothing, price; did you mean body?
(exit code 1)
waybill 1111[2/5 triggered]▸ p -d
 NAME          BEFORE  NOW
 route         —       POST /orders
 function      —       orders
 step          1       2
 state         sent    triggered
 attempts      0       1
 triggered     —       0.6 ms
 lastPosition  48196   48197
 event         —       {"headers":{"x-tenant":"acme","x-api-key":"‹masked›"},"rawQueryString":"q=1&…
8 changes since step 1 sent      next: print
waybill 1111[2/5 triggered]▸ p -d event
 NAME   BEFORE  NOW
 event  —       {"headers":{"x-tenant":"acme","x-api-key":"‹masked›"},"rawQueryString":"q=1&token=‹…
1 change since step 1 sent
waybill 1111[2/5 triggered]▸ p -d method
method did not change with this step
waybill 1111[2/5 triggered]▸ c
 5 displayed     Displayed (103 B delivered)  +1.21s
waybill 1111[5/5 displayed]▸ p response.body
{
  "id": 1
}
waybill 1111[5/5 displayed]▸ p duration
1.21 s
waybill 1111[5/5 displayed]▸ p -d status
status did not change with this step
waybill 1111[5/5 displayed]▸ p
 NAME           VALUE
 id             01a203c7-1b96-7abc-8123-456711110001
 shortId        11110001
 kind           door
 method         POST
 path           /orders
 route          POST /orders
 api            HttpApi
 apiKind        http
 stage          $default
 function       orders
 status         201
 step           5
 state          displayed
 outcome        ok
 failed         false
 duration       1.21 s
 cold           true
 attempts       1
 traceId        1-6923c1de-0123456789abcdef01234567
 sentAt         2026-11-22 15:01:50.102 UTC
 triggered      0.6 ms
 executed       1.21 s
 returned       1.21 s
 displayed      1.21 s
 firstPosition  48196
 lastPosition   48201
 request        {"method":"POST","target":"/orders?q=1&token=‹masked›","path":"/orders","query":{"q…
 event          {"headers":{"x-tenant":"acme","x-api-key":"‹masked›"},"rawQueryString":"q=1&token=‹…
 result         {"statusCode":201,"body":"{\"id\":1}"}
 response       {"status":201,"headers":{"content-type":"application/json","set-cookie":"‹masked›",…
30 names set at step 5 displayed      next: print event.body  print -d
waybill 1111[5/5 displayed]▸ p 11110001:3 result.statusCode
201
waybill 1111[5/5 displayed]▸ p 11110001:3 status
not set yet (set at step 4 to 201)      next: print 11110001:4 status
(exit code 1)
waybill 1111[5/5 displayed]▸ p 11110001:1 -d
 NAME           BEFORE  NOW
 id             —       01a203c7-1b96-7abc-8123-456711110001
 shortId        —       11110001
 kind           —       door
 method         —       POST
 path           —       /orders
 api            —       HttpApi
 apiKind        —       http
 stage          —       $default
 step           —       1
 state          —       sent
 failed         —       false
 attempts       —       0
 traceId        —       1-6923c1de-0123456789abcdef01234567
 sentAt         —       2026-11-22 15:01:50.102 UTC
 firstPosition  —       48196
 lastPosition   —       48196
 request        —       {"method":"POST","target":"/orders?q=1&token=‹masked›","path":"/orders","qu…
17 changes since the start      next: print
"""##,
"printing changes": ##"""
waybill▸ use 11110002:2.2
11110002 Invoke orders (Event) → 202   2026-11-22 15:01:50.102 UTC   function orders   trace 1-6923…
 2.2 triggered   Event, 19 B, to orders  +60.0ms
in progress · 7 events #48196–#48202      next: back  print  goto start
waybill 1111[2.2/5 triggered]▸ p -d event
 NAME       BEFORE  NOW
 event.b.c  2       3
1 change since step 3 executed
waybill 1111[2.2/5 triggered]▸ p -d
 NAME          BEFORE               NOW
 state         failed               displayed
 failed        true                 false
 attempts      1                    2
 triggered     0.9 ms               60.0 ms
 lastPosition  48201                48202
 event         {"a":1,"b":{"c":2}}  {"a":1,"b":{"c":3}}
 outcome       function error       —
 cause         error                —
 error.type    E                    —
 duration      30.0 ms              —
 cold          true                 —
11 changes since step 3 executed      next: print
"""##,
"set": ##"""
 SETTING  VALUE  DEFAULT  WHAT
 output   auto   auto     form of results
 color    auto   auto     colours on the terminal
 time     utc    local    zone of the times in tables
 pager    on     on       pager for what is taller than the screen
 limit    auto   auto     rows of a listing (auto: 50, in pipes 1000)
 window   1h     1h       what is looked at where a line says no `since`: a span, or all
 verbose  off    off      more detail; footers in pipes
"""##,
"show @last -o csv": ##"""
id,shortId,kind,method,path,route,api,function,status,state,outcome,cause,errorType,sentAt,durationMs,cold,replayOf,traceId,stage,errorMessage,attempts,firstPosition,lastPosition,request,event,result,response,attemptList,lambdaRequestId
01a203c7-562e-7abc-8123-45677f3a9c2f,7f3a9c2f,door,POST,/orders,POST /orders,HttpApi,orders,503,failed,gateway failure,gatewayLimit,,2026-11-22T15:02:05.102000Z,30000.9,false,,1-6923c1de-0123456789abcdef01234567,$default,,1,48300,48306,"{""method"":""POST"",""target"":""/orders"",""protocol"":""HTTP/1.1"",""client"":""127.0.0.1:52144"",""headers"":[[""Host"",""127.0.0.1:3000""],[""Content-Type"",""application/json""]],""body"":""{\""qty\"":2}""}","{""version"":""2.0"",""headers"":{""authorization"":""‹masked›""},""body"":""{\""qty\"":2}""}",,"{""status"":503,""headers"":[[""content-type"",""application/json""],[""set-cookie"",""‹masked›""],[""apigw-requestid"",""AbCdEfGhIjKlMno=""]],""body"":""{\""message\"":\""Service Unavailable\""}""}","[{""function"":""orders"",""attempt"":1,""authorizer"":false,""outcome"":""gatewayLimit"",""errorType"":null,""durationMs"":29999,""initMs"":null,""billedMs"":30000,""memoryUsedMB"":64,""memorySizeMB"":128,""cold"":false}]",01a203c7-562e-4abc-8123-45677f3a9c2f
"""##,
"show @last -o expanded": ##"""
id              │ 01a203c7-562e-7abc-8123-45677f3a9c2f
shortId         │ 7f3a9c2f
kind            │ door
method          │ POST
path            │ /orders
route           │ POST /orders
api             │ HttpApi
function        │ orders
status          │ 503
state           │ failed
outcome         │ gateway failure
cause           │ gatewayLimit
errorType       │ 
sentAt          │ 2026-11-22T15:02:05.102000Z
durationMs      │ 30000.9
cold            │ false
replayOf        │ 
traceId         │ 1-6923c1de-0123456789abcdef01234567
stage           │ $default
errorMessage    │ 
attempts        │ 1
firstPosition   │ 48300
lastPosition    │ 48306
request         │ {"method":"POST","target":"/orders","protocol":"HTTP/1.1","client":"127.0.0.1:52144","headers":[["Host","127.0.0.1:3000"],["Content-Type","application/json"]],"body":"{\"qty\":2}"}
event           │ {"version":"2.0","headers":{"authorization":"‹masked›"},"body":"{\"qty\":2}"}
result          │ 
response        │ {"status":503,"headers":[["content-type","application/json"],["set-cookie","‹masked›"],["apigw-requestid","AbCdEfGhIjKlMno="]],"body":"{\"message\":\"Service Unavailable\"}"}
attemptList     │ [{"function":"orders","attempt":1,"authorizer":false,"outcome":"gatewayLimit","errorType":null,"durationMs":29999,"initMs":null,"billedMs":30000,"memoryUsedMB":64,"memorySizeMB":128,"cold":false}]
lambdaRequestId │ 01a203c7-562e-4abc-8123-45677f3a9c2f
failed at step 3; step 4 was affected · 7 events #48300–#48306      next: steps .  track .  logs .
"""##,
"show @last -o json": ##"""
{"id":"01a203c7-562e-7abc-8123-45677f3a9c2f","shortId":"7f3a9c2f","kind":"door","method":"POST","path":"/orders","route":"POST /orders","api":"HttpApi","function":"orders","status":503,"state":"failed","outcome":"gateway failure","cause":"gatewayLimit","errorType":null,"sentAt":"2026-11-22T15:02:05.102000Z","durationMs":30000.9,"cold":false,"replayOf":null,"traceId":"1-6923c1de-0123456789abcdef01234567","stage":"$default","errorMessage":null,"attempts":1,"firstPosition":48300,"lastPosition":48306,"request":{"method":"POST","target":"/orders","protocol":"HTTP/1.1","client":"127.0.0.1:52144","headers":[["Host","127.0.0.1:3000"],["Content-Type","application/json"]],"body":"{\"qty\":2}"},"event":{"version":"2.0","headers":{"authorization":"‹masked›"},"body":"{\"qty\":2}"},"result":null,"response":{"status":503,"headers":[["content-type","application/json"],["set-cookie","‹masked›"],["apigw-requestid","AbCdEfGhIjKlMno="]],"body":"{\"message\":\"Service Unavailable\"}"},"attemptList":[{"function":"orders","attempt":1,"authorizer":false,"outcome":"gatewayLimit","errorType":null,"durationMs":29999,"initMs":null,"billedMs":30000,"memoryUsedMB":64,"memorySizeMB":128,"cold":false}],"lambdaRequestId":"01a203c7-562e-4abc-8123-45677f3a9c2f"}
"""##,
"show @last -o jsonl": ##"""
{"id":"01a203c7-562e-7abc-8123-45677f3a9c2f","shortId":"7f3a9c2f","kind":"door","method":"POST","path":"/orders","route":"POST /orders","api":"HttpApi","function":"orders","status":503,"state":"failed","outcome":"gateway failure","cause":"gatewayLimit","errorType":null,"sentAt":"2026-11-22T15:02:05.102000Z","durationMs":30000.9,"cold":false,"replayOf":null,"traceId":"1-6923c1de-0123456789abcdef01234567","stage":"$default","errorMessage":null,"attempts":1,"firstPosition":48300,"lastPosition":48306,"request":{"method":"POST","target":"/orders","protocol":"HTTP/1.1","client":"127.0.0.1:52144","headers":[["Host","127.0.0.1:3000"],["Content-Type","application/json"]],"body":"{\"qty\":2}"},"event":{"version":"2.0","headers":{"authorization":"‹masked›"},"body":"{\"qty\":2}"},"result":null,"response":{"status":503,"headers":[["content-type","application/json"],["set-cookie","‹masked›"],["apigw-requestid","AbCdEfGhIjKlMno="]],"body":"{\"message\":\"Service Unavailable\"}"},"attemptList":[{"function":"orders","attempt":1,"authorizer":false,"outcome":"gatewayLimit","errorType":null,"durationMs":29999,"initMs":null,"billedMs":30000,"memoryUsedMB":64,"memorySizeMB":128,"cold":false}],"lambdaRequestId":"01a203c7-562e-4abc-8123-45677f3a9c2f"}
"""##,
"show @last -o md": ##"""
| id | shortId | kind | method | path | route | api | function | status | state | outcome | cause | errorType | sentAt | durationMs | cold | replayOf | traceId | stage | errorMessage | attempts | firstPosition | lastPosition | request | event | result | response | attemptList | lambdaRequestId |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | 7f3a9c2f | door | POST | /orders | POST /orders | HttpApi | orders | 503 | failed | gateway failure | gatewayLimit |  | 2026-11-22T15:02:05.102000Z | 30000.9 | false |  | 1-6923c1de-0123456789abcdef01234567 | $default |  | 1 | 48300 | 48306 | {"method":"POST","target":"/orders","protocol":"HTTP/1.1","client":"127.0.0.1:52144","headers":[["Host","127.0.0.1:3000"],["Content-Type","application/json"]],"body":"{\"qty\":2}"} | {"version":"2.0","headers":{"authorization":"‹masked›"},"body":"{\"qty\":2}"} |  | {"status":503,"headers":[["content-type","application/json"],["set-cookie","‹masked›"],["apigw-requestid","AbCdEfGhIjKlMno="]],"body":"{\"message\":\"Service Unavailable\"}"} | [{"function":"orders","attempt":1,"authorizer":false,"outcome":"gatewayLimit","errorType":null,"durationMs":29999,"initMs":null,"billedMs":30000,"memoryUsedMB":64,"memorySizeMB":128,"cold":false}] | 01a203c7-562e-4abc-8123-45677f3a9c2f |
"""##,
"show @last -o tsv": ##"""
id	shortId	kind	method	path	route	api	function	status	state	outcome	cause	errorType	sentAt	durationMs	cold	replayOf	traceId	stage	errorMessage	attempts	firstPosition	lastPosition	request	event	result	response	attemptList	lambdaRequestId
01a203c7-562e-7abc-8123-45677f3a9c2f	7f3a9c2f	door	POST	/orders	POST /orders	HttpApi	orders	503	failed	gateway failure	gatewayLimit		2026-11-22T15:02:05.102000Z	30000.9	false		1-6923c1de-0123456789abcdef01234567	$default		1	48300	48306	{"method":"POST","target":"/orders","protocol":"HTTP/1.1","client":"127.0.0.1:52144","headers":[["Host","127.0.0.1:3000"],["Content-Type","application/json"]],"body":"{\\"qty\\":2}"}	{"version":"2.0","headers":{"authorization":"‹masked›"},"body":"{\\"qty\\":2}"}		{"status":503,"headers":[["content-type","application/json"],["set-cookie","‹masked›"],["apigw-requestid","AbCdEfGhIjKlMno="]],"body":"{\\"message\\":\\"Service Unavailable\\"}"}	[{"function":"orders","attempt":1,"authorizer":false,"outcome":"gatewayLimit","errorType":null,"durationMs":29999,"initMs":null,"billedMs":30000,"memoryUsedMB":64,"memorySizeMB":128,"cold":false}]	01a203c7-562e-4abc-8123-45677f3a9c2f
"""##,
"show abandoned": ##"""
7f3a9c2a POST /orders → 200   2026-11-22 15:02:00.102 UTC   HttpApi /$default   function orders   t…
abandoned at step 5: the client went away · 901 ms

Request  POST /orders HTTP/1.1   from 127.0.0.1:52144
  Host: 127.0.0.1:3000
  Content-Type: application/json
  {
    "qty": 2
  }

Event  format 2.0, 79 B
  {
    "version": "2.0",
    "headers": {
      "authorization": "‹masked›"
    },
    "body": "{\"qty\":2}"
  }

Result  orders · warm · duration 899 ms · init 210 ms · billed 1111 ms · memory 36 of 128 MB · code 9be1a2b3c4d5
  {
    "statusCode": 201
  }

Response  HTTP 200 OK
  content-type: application/json
  set-cookie: ‹masked›
  apigw-requestid: AbCdEfGhIjKlMno=
  {
    "id": "o-19"
  }

Ids
  flow: 01a203c7-42a6-7abc-8123-45677f3a9c2a
  lambda request: 01a203c7-42a6-4abc-8123-45677f3a9c2a
  apigw-requestid: AbCdEfGhIjKlMno=
  trace: 1-6923c1de-0123456789abcdef01234567
abandoned at step 5: the client went away · 6 events #48200–#48205
next: steps .  track .  logs .
"""##,
"show asynchronous": ##"""
7f3a9c2e Invoke orders (Event) → 202   2026-11-22 15:02:04.102 UTC   function orders   trace 1-6923…
complete after 2 attempts · 1m 00s

Request  POST /2015-03-31/functions/orders/invocations HTTP/1.1   from 127.0.0.1:52144
  Host: 127.0.0.1:3000
  Content-Type: application/json
  {
    "qty": 2
  }

Event  format payload, 79 B
  {
    "version": "2.0",
    "headers": {
      "authorization": "‹masked›"
    },
    "body": "{\"qty\":2}"
  }

Error  orders · attempt 1 · cold · duration 28.9 ms · init 210 ms · billed 241 ms · memory 36 of 128 MB · code 9be1a2b3c4d5
  ValueError: no
  {
    "errorMessage": "no",
    "errorType": "ValueError"
  }

Result  orders · attempt 2 · warm · duration 19.7 ms · init 210 ms · billed 60261 ms · memory 36 of 128 MB · code 9be1a2b3c4d5
  null

Response  HTTP 202 Accepted
  content-type: application/json
  set-cookie: ‹masked›
  apigw-requestid: AbCdEfGhIjKlMno=

Ids
  flow: 01a203c7-5246-7abc-8123-45677f3a9c2e
  lambda request: 01a203c7-5246-7abc-8123-45677f3a9c2e
  apigw-requestid: AbCdEfGhIjKlMno=
  trace: 1-6923c1de-0123456789abcdef01234567
complete after 2 attempts · 10 events #48280–#48289      next: steps .  track .  logs .
"""##,
"show direct": ##"""
7f3a9c2d Invoke orders → 200   2026-11-22 15:02:03.102 UTC   function orders   trace 1-6923c1de-012…
complete · 40.6 ms

Request  POST /2015-03-31/functions/orders/invocations HTTP/1.1   from 127.0.0.1:52144
  Host: 127.0.0.1:3000
  Content-Type: application/json
  {
    "qty": 2
  }

Event  format payload, 79 B
  {
    "version": "2.0",
    "headers": {
      "authorization": "‹masked›"
    },
    "body": "{\"qty\":2}"
  }

Result  orders · cold · duration 39.1 ms · init 210 ms · billed 251 ms · memory 36 of 128 MB · code 9be1a2b3c4d5
  "done"

Response  HTTP 200 OK
  content-type: application/json
  set-cookie: ‹masked›
  apigw-requestid: AbCdEfGhIjKlMno=
  "done"

Ids
  flow: 01a203c7-4e5e-7abc-8123-45677f3a9c2d
  lambda request: 01a203c7-4e5e-7abc-8123-45677f3a9c2d
  apigw-requestid: AbCdEfGhIjKlMno=
  trace: 1-6923c1de-0123456789abcdef01234567
complete · 6 events #48260–#48265      next: steps .  track .  logs .
"""##,
"show exit": ##"""
7f3a9c24 POST /orders → 500   2026-11-22 15:01:54.102 UTC   HttpApi /$default   function orders   t…
failed at step 3; step 4 was affected · 21.0 ms

Request  POST /orders HTTP/1.1   from 127.0.0.1:52144
  Host: 127.0.0.1:3000
  Content-Type: application/json
  {
    "qty": 2
  }

Event  format 2.0, 79 B
  {
    "version": "2.0",
    "headers": {
      "authorization": "‹masked›"
    },
    "body": "{\"qty\":2}"
  }

Error  orders · warm · duration 19.0 ms · billed 20 ms · memory 64 of 128 MB · code 9be1a2b3c4d5
  Process exited (status 3)

Response  HTTP 500 Internal Server Error
  content-type: application/json
  set-cookie: ‹masked›
  apigw-requestid: AbCdEfGhIjKlMno=
  {
    "message": "Internal Server Error"
  }

Ids
  flow: 01a203c7-2b36-7abc-8123-45677f3a9c24
  lambda request: 01a203c7-2b36-4abc-8123-45677f3a9c24
  apigw-requestid: AbCdEfGhIjKlMno=
  trace: 1-6923c1de-0123456789abcdef01234567
failed at step 3; step 4 was affected · 6 events #48080–#48085      next: steps .  track .  logs .
"""##,
"show handler-error": ##"""
7f3a9c21 POST /orders → 500   2026-11-22 15:01:51.102 UTC   HttpApi /$default   function orders   t…
failed at step 3; step 4 was affected · 1.21 s

Request  POST /orders HTTP/1.1   from 127.0.0.1:52144
  Host: 127.0.0.1:3000
  Content-Type: application/json
  {
    "qty": 2
  }

Event  format 2.0, 79 B
  {
    "version": "2.0",
    "headers": {
      "authorization": "‹masked›"
    },
    "body": "{\"qty\":2}"
  }

Error  orders · cold · duration 1.21 s · init 210 ms · billed 1421 ms · memory 36 of 128 MB · code 9be1a2b3c4d5
  KeyError: 'sku' (app.py:41)
  {
    "errorMessage": "'sku'",
    "errorType": "KeyError",
    "requestId": "x",
    "stackTrace": [
      "  File \"/var/task/app.py\", line 41, in create\n    item = body['sku']\n"
    ]
  }

Response  HTTP 500 Internal Server Error
  content-type: application/json
  set-cookie: ‹masked›
  apigw-requestid: AbCdEfGhIjKlMno=
  {
    "message": "Internal Server Error"
  }

Ids
  flow: 01a203c7-1f7e-7abc-8123-45677f3a9c21
  lambda request: 01a203c7-1f7e-4abc-8123-45677f3a9c21
  apigw-requestid: AbCdEfGhIjKlMno=
  trace: 1-6923c1de-0123456789abcdef01234567
failed at step 3; step 4 was affected · 6 events #48020–#48025      next: steps .  track .  logs .
"""##,
"show init-error": ##"""
7f3a9c23 POST /orders → 500   2026-11-22 15:01:53.102 UTC   HttpApi /$default   function orders   t…
failed at step 3; step 4 was affected · 141 ms

Request  POST /orders HTTP/1.1   from 127.0.0.1:52144
  Host: 127.0.0.1:3000
  Content-Type: application/json
  {
    "qty": 2
  }

Event  format 2.0, 79 B
  {
    "version": "2.0",
    "headers": {
      "authorization": "‹masked›"
    },
    "body": "{\"qty\":2}"
  }

Error  orders · duration 139 ms · init 138 ms · billed 140 ms · memory 64 of 128 MB · code 9be1a2b3c4d5
  Init failed: Runtime.ImportModuleError: Unable to import module 'app': No module named 'requests'
  {
    "errorType": "Runtime.ImportModuleError",
    "errorMessage": "Unable to import module 'app': No module named 'requests'"
  }

Response  HTTP 500 Internal Server Error
  content-type: application/json
  set-cookie: ‹masked›
  apigw-requestid: AbCdEfGhIjKlMno=
  {
    "message": "Internal Server Error"
  }

Ids
  flow: 01a203c7-274e-7abc-8123-45677f3a9c23
  lambda request: 01a203c7-274e-4abc-8123-45677f3a9c23
  apigw-requestid: AbCdEfGhIjKlMno=
  trace: 1-6923c1de-0123456789abcdef01234567
failed at step 3; step 4 was affected · 5 events #48060–#48064      next: steps .  track .  logs .
"""##,
"show interrupted": ##"""
7f3a9c2b POST /orders   2026-11-22 15:02:01.102 UTC   HttpApi /$default   function orders   trace 1…
interrupted after step 2: the service stopped · 1m 00s

Request  POST /orders HTTP/1.1   from 127.0.0.1:52144
  Host: 127.0.0.1:3000
  Content-Type: application/json
  {
    "qty": 2
  }

Event  format 2.0, 79 B
  {
    "version": "2.0",
    "headers": {
      "authorization": "‹masked›"
    },
    "body": "{\"qty\":2}"
  }

Result  orders · warm · code 9be1a2b3c4d5

Ids
  flow: 01a203c7-468e-7abc-8123-45677f3a9c2b
  lambda request: 01a203c7-468e-4abc-8123-45677f3a9c2b
  trace: 1-6923c1de-0123456789abcdef01234567
interrupted after step 2: the service stopped · 4 events #48220–#48223
next: steps .  track .  logs .
"""##,
"show late-result": ##"""
7f3a9c2f POST /orders → 503   2026-11-22 15:02:05.102 UTC   HttpApi /$default   function orders   t…
failed at step 3; step 4 was affected · 30.0 s

Request  POST /orders HTTP/1.1   from 127.0.0.1:52144
  Host: 127.0.0.1:3000
  Content-Type: application/json
  {
    "qty": 2
  }

Event  format 2.0, 79 B
  {
    "version": "2.0",
    "headers": {
      "authorization": "‹masked›"
    },
    "body": "{\"qty\":2}"
  }

Error  orders · warm · duration 30.0 s · billed 30000 ms · memory 64 of 128 MB · code 9be1a2b3c4d5
  No answer when the gateway gave up after 30 s

Response  HTTP 503 Service Unavailable
  content-type: application/json
  set-cookie: ‹masked›
  apigw-requestid: AbCdEfGhIjKlMno=
  {
    "message": "Service Unavailable"
  }

Ids
  flow: 01a203c7-562e-7abc-8123-45677f3a9c2f
  lambda request: 01a203c7-562e-4abc-8123-45677f3a9c2f
  apigw-requestid: AbCdEfGhIjKlMno=
  trace: 1-6923c1de-0123456789abcdef01234567
failed at step 3; step 4 was affected · 7 events #48300–#48306      next: steps .  track .  logs .
"""##,
"show no-route-http": ##"""
7f3a9c26 GET /nope → 404   2026-11-22 15:01:56.102 UTC   HttpApi /$default   trace 1-6923c1de-01234…
refused at step 2 (no route); step 3 was skipped · 0.6 ms

Request  GET /nope HTTP/1.1   from 127.0.0.1:52144
  Host: localhost

Response  HTTP 404 Not Found
  content-type: application/json
  set-cookie: ‹masked›
  apigw-requestid: AbCdEfGhIjKlMno=
  {
    "message": "Not Found"
  }

Ids
  flow: 01a203c7-3306-7abc-8123-45677f3a9c26
  lambda request: 01a203c7-3306-4abc-8123-45677f3a9c26
  apigw-requestid: AbCdEfGhIjKlMno=
  trace: 1-6923c1de-0123456789abcdef01234567
refused at step 2 (no route); step 3 was skipped · 4 events #48120–#48123
next: steps .  track .  logs .
"""##,
"show no-route-rest": ##"""
7f3a9c27 GET /nope → 403   2026-11-22 15:01:57.102 UTC   HttpApi /Prod   trace 1-6923c1de-012345678…
refused at step 2 (no route); step 3 was skipped · 0.6 ms

Request  GET /nope HTTP/1.1   from 127.0.0.1:52144

Response  HTTP 403 Forbidden
  content-type: application/json
  set-cookie: ‹masked›
  apigw-requestid: AbCdEfGhIjKlMno=
  {
    "message": "Missing Authentication Token"
  }

Ids
  flow: 01a203c7-36ee-7abc-8123-45677f3a9c27
  lambda request: 01a203c7-36ee-4abc-8123-45677f3a9c27
  apigw-requestid: AbCdEfGhIjKlMno=
  trace: 1-6923c1de-0123456789abcdef01234567
refused at step 2 (no route); step 3 was skipped · 4 events #48140–#48143
next: steps .  track .  logs .
"""##,
"show running": ##"""
7f3a9c2c POST /orders → …   2026-11-22 15:02:02.102 UTC   HttpApi /$default   function orders   tra…
in progress, waiting for step 3 executed

Request  POST /orders HTTP/1.1   from 127.0.0.1:52144
  Host: 127.0.0.1:3000
  Content-Type: application/json
  {
    "qty": 2
  }

Event  format 2.0, 79 B
  {
    "version": "2.0",
    "headers": {
      "authorization": "‹masked›"
    },
    "body": "{\"qty\":2}"
  }

Result  orders · cold · code 9be1a2b3c4d5

Ids
  flow: 01a203c7-4a76-7abc-8123-45677f3a9c2c
  lambda request: 01a203c7-4a76-4abc-8123-45677f3a9c2c
  trace: 1-6923c1de-0123456789abcdef01234567
in progress, waiting for step 3 executed · 3 events #48240–#48242
next: steps .  track .  logs .
"""##,
"show signal": ##"""
7f3a9c25 POST /orders → 500   2026-11-22 15:01:55.102 UTC   HttpApi /$default   function orders   t…
failed at step 3; step 4 was affected · 21.0 ms

Request  POST /orders HTTP/1.1   from 127.0.0.1:52144
  Host: 127.0.0.1:3000
  Content-Type: application/json
  {
    "qty": 2
  }

Event  format 2.0, 79 B
  {
    "version": "2.0",
    "headers": {
      "authorization": "‹masked›"
    },
    "body": "{\"qty\":2}"
  }

Error  orders · warm · duration 19.0 ms · billed 20 ms · memory 64 of 128 MB · code 9be1a2b3c4d5
  Process killed (SIGKILL)

Response  HTTP 500 Internal Server Error
  content-type: application/json
  set-cookie: ‹masked›
  apigw-requestid: AbCdEfGhIjKlMno=
  {
    "message": "Internal Server Error"
  }

Ids
  flow: 01a203c7-2f1e-7abc-8123-45677f3a9c25
  lambda request: 01a203c7-2f1e-4abc-8123-45677f3a9c25
  apigw-requestid: AbCdEfGhIjKlMno=
  trace: 1-6923c1de-0123456789abcdef01234567
failed at step 3; step 4 was affected · 6 events #48100–#48105      next: steps .  track .  logs .
"""##,
"show success": ##"""
7f3a9c20 POST /orders → 201   2026-11-22 15:01:50.102 UTC   HttpApi /$default   function orders   t…
complete · 1.21 s

Request  POST /orders HTTP/1.1   from 127.0.0.1:52144
  Host: 127.0.0.1:3000
  Content-Type: application/json
  {
    "qty": 2
  }

Event  format 2.0, 79 B
  {
    "version": "2.0",
    "headers": {
      "authorization": "‹masked›"
    },
    "body": "{\"qty\":2}"
  }

Result  orders · cold · duration 1.21 s · init 210 ms · billed 1421 ms · memory 36 of 128 MB · code 9be1a2b3c4d5
  {
    "statusCode": 201
  }

Response  HTTP 201 Created
  content-type: application/json
  set-cookie: ‹masked›
  apigw-requestid: AbCdEfGhIjKlMno=
  {
    "id": "o-19"
  }

Ids
  flow: 01a203c7-1b96-7abc-8123-45677f3a9c20
  lambda request: 01a203c7-1b96-4abc-8123-45677f3a9c20
  apigw-requestid: AbCdEfGhIjKlMno=
  trace: 1-6923c1de-0123456789abcdef01234567
complete · 6 events #48000–#48005      next: steps .  track .  logs .
"""##,
"show timeout": ##"""
7f3a9c22 POST /orders → 502   2026-11-22 15:01:52.102 UTC   HttpApi /Prod   function orders   trace…
failed at step 3; step 4 was affected · 3.00 s

Request  POST /orders HTTP/1.1   from 127.0.0.1:52144
  Host: 127.0.0.1:3000
  Content-Type: application/json
  {
    "qty": 2
  }

Event  format rest, 79 B
  {
    "version": "2.0",
    "headers": {
      "authorization": "‹masked›"
    },
    "body": "{\"qty\":2}"
  }

Error  orders · cold · duration 3.00 s · billed 3001 ms · memory 64 of 128 MB · code 9be1a2b3c4d5
  Timed out after 3 s

Response  HTTP 502 Bad Gateway
  content-type: application/json
  set-cookie: ‹masked›
  apigw-requestid: AbCdEfGhIjKlMno=
  {
    "message": "Internal server error"
  }

Ids
  flow: 01a203c7-2366-7abc-8123-45677f3a9c22
  lambda request: 01a203c7-2366-4abc-8123-45677f3a9c22
  apigw-requestid: AbCdEfGhIjKlMno=
  trace: 1-6923c1de-0123456789abcdef01234567
failed at step 3; step 4 was affected · 6 events #48040–#48045      next: steps .  track .  logs .
"""##,
"show undecodable": ##"""
7f3a9c29 POST /orders → 500   2026-11-22 15:01:59.102 UTC   HttpApi /$default   function orders   t…
failed at step 4: the result could not be mapped · 13.0 ms

Request  POST /orders HTTP/1.1   from 127.0.0.1:52144
  Host: 127.0.0.1:3000
  Content-Type: application/json
  {
    "qty": 2
  }

Event  format 2.0, 79 B
  {
    "version": "2.0",
    "headers": {
      "authorization": "‹masked›"
    },
    "body": "{\"qty\":2}"
  }

Result  orders · warm · duration 11.5 ms · init 210 ms · billed 223 ms · memory 36 of 128 MB · code 9be1a2b3c4d5
  not mapped: statusCode is not a number
  {
    "statusCode": "abc"
  }

Response  HTTP 500 Internal Server Error
  content-type: application/json
  set-cookie: ‹masked›
  apigw-requestid: AbCdEfGhIjKlMno=
  {
    "message": "Internal Server Error"
  }

Ids
  flow: 01a203c7-3ebe-7abc-8123-45677f3a9c29
  lambda request: 01a203c7-3ebe-4abc-8123-45677f3a9c29
  apigw-requestid: AbCdEfGhIjKlMno=
  trace: 1-6923c1de-0123456789abcdef01234567
failed at step 4: the result could not be mapped · 7 events #48180–#48186
next: steps .  track .  logs .
"""##,
"show unsupported": ##"""
7f3a9c28 POST /orders → 501   2026-11-22 15:01:58.102 UTC   HttpApi /$default   trace 1-6923c1de-01…
refused at step 2 (not supported); step 3 was skipped · 0.6 ms

Request  POST /orders HTTP/1.1   from 127.0.0.1:52144
  Host: 127.0.0.1:3000
  Content-Type: application/json
  {
    "qty": 2
  }

Response  HTTP 501 Not Implemented
  content-type: application/json
  set-cookie: ‹masked›
  apigw-requestid: AbCdEfGhIjKlMno=
  {
    "id": "o-19"
  }

Ids
  flow: 01a203c7-3ad6-7abc-8123-45677f3a9c28
  lambda request: 01a203c7-3ad6-4abc-8123-45677f3a9c28
  apigw-requestid: AbCdEfGhIjKlMno=
  trace: 1-6923c1de-0123456789abcdef01234567
refused at step 2 (not supported); step 3 was skipped · 4 events #48160–#48163
next: steps .  track .  logs .
"""##,
"step -o json": ##"""
{"flow":"01a203c7-1f7e-7abc-8123-45677f3a9c21","place":"step","step":1,"name":"sent","attempt":1,"event":"sent","failed":false,"events":1,"position":48020,"at":"2026-11-22T15:01:51.102000Z","offsetMs":0,"summary":"POST /orders, 9 B json"}
"""##,
"stepping abandoned": ##"""
waybill▸ use 7f3a9c2a
7f3a9c2a POST /orders → 200   2026-11-22 15:02:00.102 UTC   HttpApi /$default   function orders   t…
 0 start  nothing has happened yet
abandoned at step 5: the client went away · 6 events #48200–#48205
next: step  c  print  goto end
waybill 7f3a[0/5 start]▸ n
 1 sent          POST /orders, 9 B json  +0.0ms
waybill 7f3a[1/5 sent]▸ n
 2 triggered     Event 2.0, 79 B, to orders  +0.6ms
waybill 7f3a[2/5 triggered]▸ n
 3 executed      Result, 18 B  +900ms
waybill 7f3a[3/5 executed]▸ n
 4 returned      HTTP 200 OK  +901ms
waybill 7f3a[4/5 returned]▸ n
 5 abandoned ✗   Abandoned after 901 ms  +901ms
waybill 7f3a[5/5 displayed!]▸ n
 5 abandoned ✗   Abandoned after 901 ms  +901ms
 already at the end: nothing follows
(exit code 1)
"""##,
"stepping asynchronous": ##"""
waybill▸ use 7f3a9c2e
7f3a9c2e Invoke orders (Event) → 202   2026-11-22 15:02:04.102 UTC   function orders   trace 1-6923…
 0 start  nothing has happened yet
complete after 2 attempts · 10 events #48280–#48289      next: step  c  print  goto end
waybill 7f3a[0/5 start]▸ n
 1 sent          Invoke orders (Event), 9 B json  +0.0ms
waybill 7f3a[1/5 sent]▸ n
 4 returned      HTTP 202 Accepted  +0.4ms
waybill 7f3a[4/5 returned]▸ n
 5 displayed     Displayed (103 B delivered)  +0.7ms
waybill 7f3a[5/5 displayed]▸ n
 2 triggered     Event, 79 B, to orders  +0.9ms
waybill 7f3a[2/5 triggered]▸ n
 3 executed ✗    ValueError: no  +30.0ms
waybill 7f3a[3/5 executed!]▸ n
 2.2 triggered   Event, 79 B, to orders  +1m 00s
waybill 7f3a[2.2/5 triggered]▸ n
 3.2 executed    Result, 4 B  +1m 00s
waybill 7f3a[3.2/5 executed]▸ n
 3.2 executed    Result, 4 B  +1m 00s
 already at the end: nothing follows
(exit code 1)
"""##,
"stepping direct": ##"""
waybill▸ use 7f3a9c2d
7f3a9c2d Invoke orders → 200   2026-11-22 15:02:03.102 UTC   function orders   trace 1-6923c1de-012…
 0 start  nothing has happened yet
complete · 6 events #48260–#48265      next: step  c  print  goto end
waybill 7f3a[0/5 start]▸ n
 1 sent          Invoke orders, 9 B json  +0.0ms
waybill 7f3a[1/5 sent]▸ n
 2 triggered     Event, 79 B, to orders  +0.6ms
waybill 7f3a[2/5 triggered]▸ n
 3 executed      Result, 6 B  +40.0ms
waybill 7f3a[3/5 executed]▸ n
 4 returned      HTTP 200 OK  +40.3ms
waybill 7f3a[4/5 returned]▸ n
 5 displayed     Displayed (103 B delivered)  +40.6ms
waybill 7f3a[5/5 displayed]▸ n
 5 displayed     Displayed (103 B delivered)  +40.6ms
 already at the end: nothing follows
(exit code 1)
"""##,
"stepping errors": ##"""
waybill▸ n
 n
 ^ no request is in focus
 next: use @failed, or ls and then use %1
(exit code 2)
waybill▸ goto 3
 goto 3
 ^^^^ no request is in focus
 next: use @failed, or ls and then use %1
(exit code 2)
waybill▸ use
 use
 ^^^ no request is in focus
 next: use @failed, or ls and then use %1
(exit code 2)
waybill▸ use 7f3a9c2e:3.2
7f3a9c2e Invoke orders (Event) → 202   2026-11-22 15:02:04.102 UTC   function orders   trace 1-6923…
 3.2 executed    Result, 4 B  +1m 00s
complete after 2 attempts · 10 events #48280–#48289      next: back  print  goto start
waybill 7f3a[3.2/5 executed]▸ back 2
 3 executed ✗    ValueError: no  +30.0ms
waybill 7f3a[3/5 executed!]▸ goto 4.2
 goto 4.2
      ^^^ 7f3a9c2e never reached '4.2'
 next: steps 7f3a9c2e
(exit code 2)
waybill 7f3a[3/5 executed!]▸ goto exec
 goto exec
      ^^^^ no step 'exec'; did you mean executed?
 next: 1 to 5, start, sent, triggered, executed, returned, displayed, end, 3.2, 2!
(exit code 2)
waybill 7f3a[3/5 executed!]▸ goto
 goto
     ^ goto needs a step
 next: as in: goto 3
(exit code 2)
waybill 7f3a[3/5 executed!]▸ goto 3 4
 goto 3 4
        ^ goto does not know what to do with '4'
 next: help goto
(exit code 2)
waybill 7f3a[3/5 executed!]▸ n 0
 n 0
   ^ '0' is no number of steps
 next: step 2, step until break, goto STEP
(exit code 2)
waybill 7f3a[3/5 executed!]▸ n x
 n x
   ^ 'x' is no number of steps
 next: step 2, step until break, goto STEP
(exit code 2)
waybill 7f3a[3/5 executed!]▸ n 2 3
 n 2 3
     ^ step does not know what to do with '3'
 next: help step
(exit code 2)
waybill 7f3a[3/5 executed!]▸ step until
 3.2 executed    Result, 4 B  +1m 00s
waybill 7f3a[3.2/5 executed]▸ back until break x
 back until break x
                  ^ back does not know what to do with 'x'
 next: help back
(exit code 2)
waybill 7f3a[3.2/5 executed]▸ use 7f3a9c26:3
 use 7f3a9c26:3
              ^ 7f3a9c26 never reached '3'
 next: steps 7f3a9c26
(exit code 2)
waybill 7f3a[3.2/5 executed]▸ use 7f3a9c26:returned
7f3a9c26 GET /nope → 404   2026-11-22 15:01:56.102 UTC   HttpApi /$default   trace 1-6923c1de-01234…
 4 returned      HTTP 404 Not Found  +0.3ms
refused at step 2 (no route); step 3 was skipped · 4 events #48120–#48123
next: step  c  print  goto end
waybill 7f3a[4/5 returned]▸ use 7f3a9c2
 use 7f3a9c2
     ^^^^^^^ '7f3a9c2' fits 16 requests
   7f3a9c2f  POST /orders 503 45s
   7f3a9c2e  Event orders 202 46s
   7f3a9c2d  Invoke orders 200 47s
   7f3a9c2c  POST /orders triggered 48s
   7f3a9c2b  POST /orders interrupted 49s
   7f3a9c2a  POST /orders 200 50s
   7f3a9c29  POST /orders 500 51s
   7f3a9c28  POST /orders 501 52s
   7f3a9c27  GET /nope 403 53s
   7f3a9c26  GET /nope 404 54s
   7f3a9c25  POST /orders 500 55s
   7f3a9c24  POST /orders 500 56s
   7f3a9c23  POST /orders 500 57s
   7f3a9c22  POST /orders 502 58s
   7f3a9c21  POST /orders 500 59s
   7f3a9c20  POST /orders 201 1m
 next: type more of the id
(exit code 2)
waybill 7f3a[4/5 returned]▸ use . x
 use . x
       ^ use does not know what to do with 'x'
 next: help use
(exit code 2)
"""##,
"stepping exit": ##"""
waybill▸ use 7f3a9c24
7f3a9c24 POST /orders → 500   2026-11-22 15:01:54.102 UTC   HttpApi /$default   function orders   t…
 0 start  nothing has happened yet
failed at step 3; step 4 was affected · 6 events #48080–#48085      next: step  c  print  goto end
waybill 7f3a[0/5 start]▸ n
 1 sent          POST /orders, 9 B json  +0.0ms
waybill 7f3a[1/5 sent]▸ n
 2 triggered     Event 2.0, 79 B, to orders  +0.6ms
waybill 7f3a[2/5 triggered]▸ n
 3 executed ✗    Process exited (status 3)  +20.0ms
waybill 7f3a[3/5 executed!]▸ n
 4 returned      HTTP 500 Internal Server Error  +20.5ms
waybill 7f3a[4/5 returned]▸ n
 5 displayed     Displayed (103 B delivered)  +21.0ms
waybill 7f3a[5/5 displayed]▸ n
 5 displayed     Displayed (103 B delivered)  +21.0ms
 already at the end: nothing follows
(exit code 1)
"""##,
"stepping handler-error": ##"""
waybill▸ use 7f3a9c21
7f3a9c21 POST /orders → 500   2026-11-22 15:01:51.102 UTC   HttpApi /$default   function orders   t…
 0 start  nothing has happened yet
failed at step 3; step 4 was affected · 6 events #48020–#48025      next: step  c  print  goto end
waybill 7f3a[0/5 start]▸ n
 1 sent          POST /orders, 9 B json  +0.0ms
waybill 7f3a[1/5 sent]▸ n
 2 triggered     Event 2.0, 79 B, to orders  +0.6ms
waybill 7f3a[2/5 triggered]▸ n
 3 executed ✗    KeyError: 'sku' (app.py:41)  +1.21s
waybill 7f3a[3/5 executed!]▸ n
 4 returned      HTTP 500 Internal Server Error  +1.21s
waybill 7f3a[4/5 returned]▸ n
 5 displayed     Displayed (103 B delivered)  +1.21s
waybill 7f3a[5/5 displayed]▸ n
 5 displayed     Displayed (103 B delivered)  +1.21s
 already at the end: nothing follows
(exit code 1)
"""##,
"stepping init-error": ##"""
waybill▸ use 7f3a9c23
7f3a9c23 POST /orders → 500   2026-11-22 15:01:53.102 UTC   HttpApi /$default   function orders   t…
 0 start  nothing has happened yet
failed at step 3; step 4 was affected · 5 events #48060–#48064      next: step  c  print  goto end
waybill 7f3a[0/5 start]▸ n
 1 sent          POST /orders, 9 B json  +0.0ms
waybill 7f3a[1/5 sent]▸ n
 2 triggered     Event 2.0, 79 B, to orders  +0.6ms
waybill 7f3a[2/5 triggered]▸ n
 3 executed ✗    Init failed: Runtime.ImportModuleError: Unable to import module 'app': No module n…
waybill 7f3a[3/5 executed!]▸ n
 4 returned      HTTP 500 Internal Server Error  +141ms
waybill 7f3a[4/5 returned]▸ n
 5 displayed     Displayed (103 B delivered)  +141ms
waybill 7f3a[5/5 displayed]▸ n
 5 displayed     Displayed (103 B delivered)  +141ms
 already at the end: nothing follows
(exit code 1)
"""##,
"stepping interrupted": ##"""
waybill▸ use 7f3a9c2b
7f3a9c2b POST /orders   2026-11-22 15:02:01.102 UTC   HttpApi /$default   function orders   trace 1…
 0 start  nothing has happened yet
interrupted after step 2: the service stopped · 4 events #48220–#48223
next: step  c  print  goto end
waybill 7f3a[0/5 start]▸ n
 1 sent          POST /orders, 9 B json  +0.0ms
waybill 7f3a[1/5 sent]▸ n
 2 triggered     Event 2.0, 79 B, to orders  +0.6ms
waybill 7f3a[2/5 triggered]▸ n
 3 interrupted ✗  the service stopped before this step  +1m 00s
waybill 7f3a[3/5 executed!]▸ n
 3 interrupted ✗  the service stopped before this step  +1m 00s
 already at the end: nothing follows
(exit code 1)
"""##,
"stepping late-result": ##"""
waybill▸ use 7f3a9c2f
7f3a9c2f POST /orders → 503   2026-11-22 15:02:05.102 UTC   HttpApi /$default   function orders   t…
 0 start  nothing has happened yet
failed at step 3; step 4 was affected · 7 events #48300–#48306      next: step  c  print  goto end
waybill 7f3a[0/5 start]▸ n
 1 sent          POST /orders, 9 B json  +0.0ms
waybill 7f3a[1/5 sent]▸ n
 2 triggered     Event 2.0, 79 B, to orders  +0.6ms
waybill 7f3a[2/5 triggered]▸ n
 3 executed ✗    No answer when the gateway gave up after 30 s  +30.0s
waybill 7f3a[3/5 executed!]▸ n
 4 returned      HTTP 503 Service Unavailable  +30.0s
waybill 7f3a[4/5 returned]▸ n
 5 displayed     Displayed (103 B delivered)  +30.0s
waybill 7f3a[5/5 displayed]▸ n
 end             lateResult: result, 18 B after 33.0 s; the client had its answer already  +33.0s
waybill 7f3a[5/5 end]▸ n
 end             lateResult: result, 18 B after 33.0 s; the client had its answer already  +33.0s
 already at the end: nothing follows
(exit code 1)
"""##,
"stepping no-route-http": ##"""
waybill▸ use 7f3a9c26
7f3a9c26 GET /nope → 404   2026-11-22 15:01:56.102 UTC   HttpApi /$default   trace 1-6923c1de-01234…
 0 start  nothing has happened yet
refused at step 2 (no route); step 3 was skipped · 4 events #48120–#48123
next: step  c  print  goto end
waybill 7f3a[0/5 start]▸ n
 1 sent          GET /nope  +0.0ms
waybill 7f3a[1/5 sent]▸ n
 2 triggered ✗   Refused (no route)  +0.2ms
waybill 7f3a[2/5 triggered!]▸ n
 4 returned      HTTP 404 Not Found  +0.3ms
waybill 7f3a[4/5 returned]▸ n
 5 displayed     Displayed (103 B delivered)  +0.6ms
waybill 7f3a[5/5 displayed]▸ n
 5 displayed     Displayed (103 B delivered)  +0.6ms
 already at the end: nothing follows
(exit code 1)
"""##,
"stepping no-route-rest": ##"""
waybill▸ use 7f3a9c27
7f3a9c27 GET /nope → 403   2026-11-22 15:01:57.102 UTC   HttpApi /Prod   trace 1-6923c1de-012345678…
 0 start  nothing has happened yet
refused at step 2 (no route); step 3 was skipped · 4 events #48140–#48143
next: step  c  print  goto end
waybill 7f3a[0/5 start]▸ n
 1 sent          GET /nope  +0.0ms
waybill 7f3a[1/5 sent]▸ n
 2 triggered ✗   Refused (no route)  +0.2ms
waybill 7f3a[2/5 triggered!]▸ n
 4 returned      HTTP 403 Forbidden  +0.3ms
waybill 7f3a[4/5 returned]▸ n
 5 displayed     Displayed (103 B delivered)  +0.6ms
waybill 7f3a[5/5 displayed]▸ n
 5 displayed     Displayed (103 B delivered)  +0.6ms
 already at the end: nothing follows
(exit code 1)
"""##,
"stepping running": ##"""
waybill▸ use 7f3a9c2c
7f3a9c2c POST /orders → …   2026-11-22 15:02:02.102 UTC   HttpApi /$default   function orders   tra…
 0 start  nothing has happened yet
in progress, waiting for step 3 executed · 3 events #48240–#48242
next: step  c  print  goto end
waybill 7f3a[0/5 start]▸ n
 1 sent          POST /orders, 9 B json  +0.0ms
waybill 7f3a[1/5 sent]▸ n
 2 triggered     Event 2.0, 79 B, to orders  +0.6ms
waybill 7f3a[2/5 triggered]▸ n
 end             started: cold start, waited 0.21 ms, process 4711, 2026/11/22/[$LATEST]0123456789a…
waybill 7f3a[2/5 end]▸ n
 end             started: cold start, waited 0.21 ms, process 4711, 2026/11/22/[$LATEST]0123456789a…
 already at the end: nothing follows
(exit code 1)
"""##,
"stepping signal": ##"""
waybill▸ use 7f3a9c25
7f3a9c25 POST /orders → 500   2026-11-22 15:01:55.102 UTC   HttpApi /$default   function orders   t…
 0 start  nothing has happened yet
failed at step 3; step 4 was affected · 6 events #48100–#48105      next: step  c  print  goto end
waybill 7f3a[0/5 start]▸ n
 1 sent          POST /orders, 9 B json  +0.0ms
waybill 7f3a[1/5 sent]▸ n
 2 triggered     Event 2.0, 79 B, to orders  +0.6ms
waybill 7f3a[2/5 triggered]▸ n
 3 executed ✗    Process killed (SIGKILL)  +20.0ms
waybill 7f3a[3/5 executed!]▸ n
 4 returned      HTTP 500 Internal Server Error  +20.5ms
waybill 7f3a[4/5 returned]▸ n
 5 displayed     Displayed (103 B delivered)  +21.0ms
waybill 7f3a[5/5 displayed]▸ n
 5 displayed     Displayed (103 B delivered)  +21.0ms
 already at the end: nothing follows
(exit code 1)
"""##,
"stepping success": ##"""
waybill▸ use 7f3a9c20
7f3a9c20 POST /orders → 201   2026-11-22 15:01:50.102 UTC   HttpApi /$default   function orders   t…
 0 start  nothing has happened yet
complete · 6 events #48000–#48005      next: step  c  print  goto end
waybill 7f3a[0/5 start]▸ n
 1 sent          POST /orders, 9 B json  +0.0ms
waybill 7f3a[1/5 sent]▸ n
 2 triggered     Event 2.0, 79 B, to orders  +0.6ms
waybill 7f3a[2/5 triggered]▸ n
 3 executed      Result, 18 B  +1.21s
waybill 7f3a[3/5 executed]▸ n
 4 returned      HTTP 201 Created  +1.21s
waybill 7f3a[4/5 returned]▸ n
 5 displayed     Displayed (103 B delivered)  +1.21s
waybill 7f3a[5/5 displayed]▸ n
 5 displayed     Displayed (103 B delivered)  +1.21s
 already at the end: nothing follows
(exit code 1)
"""##,
"stepping timeout": ##"""
waybill▸ use 7f3a9c22
7f3a9c22 POST /orders → 502   2026-11-22 15:01:52.102 UTC   HttpApi /Prod   function orders   trace…
 0 start  nothing has happened yet
failed at step 3; step 4 was affected · 6 events #48040–#48045      next: step  c  print  goto end
waybill 7f3a[0/5 start]▸ n
 1 sent          POST /orders, 9 B json  +0.0ms
waybill 7f3a[1/5 sent]▸ n
 2 triggered     REST event, 79 B, to orders  +0.6ms
waybill 7f3a[2/5 triggered]▸ n
 3 executed ✗    Timed out after 3 s  +3.00s
waybill 7f3a[3/5 executed!]▸ n
 4 returned      HTTP 502 Bad Gateway  +3.00s
waybill 7f3a[4/5 returned]▸ n
 5 displayed     Displayed (103 B delivered)  +3.00s
waybill 7f3a[5/5 displayed]▸ n
 5 displayed     Displayed (103 B delivered)  +3.00s
 already at the end: nothing follows
(exit code 1)
"""##,
"stepping undecodable": ##"""
waybill▸ use 7f3a9c29
7f3a9c29 POST /orders → 500   2026-11-22 15:01:59.102 UTC   HttpApi /$default   function orders   t…
 0 start  nothing has happened yet
failed at step 4: the result could not be mapped · 7 events #48180–#48186
next: step  c  print  goto end
waybill 7f3a[0/5 start]▸ n
 1 sent          POST /orders, 9 B json  +0.0ms
waybill 7f3a[1/5 sent]▸ n
 2 triggered     Event 2.0, 79 B, to orders  +0.6ms
waybill 7f3a[2/5 triggered]▸ n
 3 executed      Result, 20 B  +12.4ms
waybill 7f3a[3/5 executed]▸ n
 4 returned ✗    HTTP 500 Internal Server Error  +12.7ms
waybill 7f3a[4/5 returned!]▸ n
 5 displayed     Displayed (103 B delivered)  +13.0ms
waybill 7f3a[5/5 displayed]▸ n
 5 displayed     Displayed (103 B delivered)  +13.0ms
 already at the end: nothing follows
(exit code 1)
"""##,
"stepping unsupported": ##"""
waybill▸ use 7f3a9c28
7f3a9c28 POST /orders → 501   2026-11-22 15:01:58.102 UTC   HttpApi /$default   trace 1-6923c1de-01…
 0 start  nothing has happened yet
refused at step 2 (not supported); step 3 was skipped · 4 events #48160–#48163
next: step  c  print  goto end
waybill 7f3a[0/5 start]▸ n
 1 sent          POST /orders, 9 B json  +0.0ms
waybill 7f3a[1/5 sent]▸ n
 2 triggered ✗   Refused (not supported): a JWT authorizer, template.yaml:31  +0.2ms
waybill 7f3a[2/5 triggered!]▸ n
 4 returned      HTTP 501 Not Implemented  +0.3ms
waybill 7f3a[4/5 returned]▸ n
 5 displayed     Displayed (103 B delivered)  +0.6ms
waybill 7f3a[5/5 displayed]▸ n
 5 displayed     Displayed (103 B delivered)  +0.6ms
 already at the end: nothing follows
(exit code 1)
"""##,
"stepping until where": ##"""
waybill▸ use 7f3a9c24
7f3a9c24 POST /orders → 500   2026-11-22 15:01:54.102 UTC   HttpApi /$default   function orders   t…
 0 start  nothing has happened yet
failed at step 3; step 4 was affected · 6 events #48080–#48085      next: step  c  print  goto end
waybill 7f3a[0/5 start]▸ rc where 'status = 201'
7f3a9c20 POST /orders → 201   2026-11-22 15:01:50.102 UTC   HttpApi /$default   function orders   t…
 5 displayed     Displayed (103 B delivered)  +1.21s
waybill 7f3a[5/5 displayed]▸ c where 'error.type = "KeyError"'
7f3a9c21 POST /orders → 500   2026-11-22 15:01:51.102 UTC   HttpApi /$default   function orders   t…
 5 displayed     Displayed (103 B delivered)  +1.21s
waybill 7f3a[5/5 displayed]▸ step until where 'function = "orders" and status >= 502'
7f3a9c22 POST /orders → 502   2026-11-22 15:01:52.102 UTC   HttpApi /Prod   function orders   trace…
 5 displayed     Displayed (103 B delivered)  +3.00s
waybill 7f3a[5/5 displayed]▸ step until where 'response.body.message like /Service/'
7f3a9c2f POST /orders → 503   2026-11-22 15:02:05.102 UTC   HttpApi /$default   function orders   t…
 end             lateResult: result, 18 B after 33.0 s; the client had its answer already  +33.0s
waybill 7f3a[5/5 end]▸ c where 'status = 999'
 end             lateResult: result, 18 B after 33.0 s; the client had its answer already  +33.0s
 no later request meets the condition
(exit code 1)
waybill 7f3a[5/5 end]▸ rc where 'request.headers.host = "nowhere"'
 end             lateResult: result, 18 B after 33.0 s; the client had its answer already  +33.0s
 no earlier request meets the condition
(exit code 1)
waybill 7f3a[5/5 end]▸ back until where 'event.body.qty = 2 and kind = "direct"'
7f3a9c2d Invoke orders → 200   2026-11-22 15:02:03.102 UTC   function orders   trace 1-6923c1de-012…
 5 displayed     Displayed (103 B delivered)  +40.6ms
waybill 7f3a[5/5 displayed]▸ use
7f3a9c2d Invoke orders → 200   2026-11-22 15:02:03.102 UTC   function orders   trace 1-6923c1de-012…
 5 displayed     Displayed (103 B delivered)  +40.6ms
complete · 6 events #48260–#48265      next: back  print  goto start  use off
waybill 7f3a[5/5 displayed]▸ rc where 'statuss = 1'
 rc where 'statuss = 1'
           ^^^^^^^ no field 'statuss' in flows; did you mean status?
 next: help fields
(exit code 2)
waybill 7f3a[5/5 displayed]▸ rc where 'status >'
 rc where 'status >'
                   ^ the text ends where a value should follow
(exit code 2)
waybill 7f3a[5/5 displayed]▸ rc where
 rc where
         ^ no condition after 'where'
 next: as in: where status >= 500 and path like /^\/orders/
(exit code 2)
waybill 7f3a[5/5 displayed]▸ n where 'status = 1'
 n where 'status = 1'
          ^^^^^^^^^^ 'where' follows 'until'
 next: step until where 'status = 1'
(exit code 2)
waybill 7f3a[5/5 displayed]▸ rc where 'status = 1' x
 rc where 'status = 1' x
                       ^ back does not know what to do with 'x'
 next: help back
(exit code 2)
"""##,
"steps -v abandoned": ##"""
7f3a9c2a POST /orders → 200   2026-11-22 15:02:00.102 UTC   HttpApi /$default   function orders   t…
 Step          │ Component     │ Action            │ Input             │ Output             │     at
───────────────┼───────────────┼───────────────────┼───────────────────┼────────────────────┼───────
 1 sent        │ Client        │ Sends HTTP        │ POST /orders, 9 B │ Request received   │ +0.0ms
               │               │ request           │ json              │                    │
 2 triggered   │ API Gateway   │ Matches POST      │ POST /orders      │ Event 2.0, 79 B,   │ +0.6ms
               │               │ /orders, triggers │                   │ to orders          │
               │               │ Lambda            │                   │                    │
  · +0.9ms     │ started: warm environment, waited 0.21 ms, process 4711,
               │ 2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef
 3 executed    │ Lambda orders │ Executes function │ Event, deadline   │ Result, 18 B       │ +900ms
               │               │ code              │ 29 s              │                    │
 4 returned    │ API Gateway   │ Maps function     │ Result, 18 B      │ HTTP 200 OK        │ +901ms
               │               │ result            │                   │                    │
 5 abandoned ✗ │ Client        │ Goes away before  │ HTTP 200, 13 B    │ Abandoned after    │ +901ms
               │               │ the end           │                   │ 901 ms             │
abandoned at step 5: the client went away · 6 events #48200–#48205
next: track .  explain .  timeline .  logs .
"""##,
"steps -v asynchronous": ##"""
7f3a9c2e Invoke orders (Event) → 202   2026-11-22 15:02:04.102 UTC   function orders   trace 1-6923…
 Step          │ Component     │ Action            │ Input             │ Output            │      at
───────────────┼───────────────┼───────────────────┼───────────────────┼───────────────────┼────────
 1 sent        │ Client        │ Invokes the       │ Invoke orders     │ Request received  │  +0.0ms
               │               │ function (Event)  │ (Event), 9 B json │                   │
 4 returned    │ Invoke API    │ Accepts the event │ Payload           │ HTTP 202 Accepted │  +0.4ms
 5 displayed   │ Client        │ Receives response │ HTTP 202, 0 B     │ Displayed (103 B  │  +0.7ms
               │               │                   │                   │ delivered)        │
 2 triggered   │ Invoke API    │ Triggers orders   │ Payload, 9 B      │ Event, 79 B, to   │  +0.9ms
               │               │                   │                   │ orders            │
  · +1.1ms     │ started: cold start, waited 0.21 ms, process 4711,
               │ 2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef
 3 executed ✗  │ Lambda orders │ Executes function │ Event, deadline   │ ValueError: no    │ +30.0ms
               │               │ code (cold)       │ 29 s              │                   │
  · +30.2ms    │ retried: attempt 2 in 60 s
 2.2 triggered │ Invoke API    │ Triggers orders   │ Payload, 9 B      │ Event, 79 B, to   │ +1m 00s
               │               │ again             │                   │ orders            │
  · +1m 00s    │ started: warm environment, waited 0.21 ms, process 4711,
               │ 2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef
 3.2 executed  │ Lambda orders │ Executes function │ Event, deadline   │ Result, 4 B       │ +1m 00s
               │               │ code              │ 29 s              │                   │
complete after 2 attempts · 10 events #48280–#48289
next: track .  explain .  timeline .  logs .
"""##,
"steps -v direct": ##"""
7f3a9c2d Invoke orders → 200   2026-11-22 15:02:03.102 UTC   function orders   trace 1-6923c1de-012…
 Step        │ Component     │ Action            │ Input              │ Output             │      at
─────────────┼───────────────┼───────────────────┼────────────────────┼────────────────────┼────────
 1 sent      │ Client        │ Invokes the       │ Invoke orders, 9 B │ Request received   │  +0.0ms
             │               │ function          │ json               │                    │
 2 triggered │ Invoke API    │ Triggers orders   │ Payload, 9 B       │ Event, 79 B, to    │  +0.6ms
             │               │                   │                    │ orders             │
  · +0.9ms   │ started: cold start, waited 0.21 ms, process 4711,
             │ 2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef
 3 executed  │ Lambda orders │ Executes function │ Event, deadline    │ Result, 6 B        │ +40.0ms
             │               │ code (cold)       │ 29 s               │                    │
 4 returned  │ Invoke API    │ Passes on the     │ Result, 6 B        │ HTTP 200 OK        │ +40.3ms
             │               │ result            │                    │                    │
 5 displayed │ Client        │ Receives response │ HTTP 200, 6 B      │ Displayed (103 B   │ +40.6ms
             │               │                   │                    │ delivered)         │
complete · 6 events #48260–#48265      next: track .  explain .  timeline .  logs .
"""##,
"steps -v exit": ##"""
7f3a9c24 POST /orders → 500   2026-11-22 15:01:54.102 UTC   HttpApi /$default   function orders   t…
 Step         │ Component     │ Action            │ Input             │ Output             │      at
──────────────┼───────────────┼───────────────────┼───────────────────┼────────────────────┼────────
 1 sent       │ Client        │ Sends HTTP        │ POST /orders, 9 B │ Request received   │  +0.0ms
              │               │ request           │ json              │                    │
 2 triggered  │ API Gateway   │ Matches POST      │ POST /orders      │ Event 2.0, 79 B,   │  +0.6ms
              │               │ /orders, triggers │                   │ to orders          │
              │               │ Lambda            │                   │                    │
  · +0.9ms    │ started: warm environment, waited 0.21 ms, process 4711,
              │ 2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef
 3 executed ✗ │ Lambda orders │ Executes function │ Event, deadline   │ Process exited     │ +20.0ms
              │               │ code              │ 29 s              │ (status 3)         │
 4 returned   │ API Gateway   │ Answers for the   │ No result         │ HTTP 500 Internal  │ +20.5ms
              │               │ function          │ (process exited)  │ Server Error       │
 5 displayed  │ Client        │ Receives response │ HTTP 500, 35 B    │ Displayed (103 B   │ +21.0ms
              │               │                   │                   │ delivered)         │
failed at step 3; step 4 was affected · 6 events #48080–#48085
next: track .  explain .  timeline .  logs .
"""##,
"steps -v handler-error": ##"""
7f3a9c21 POST /orders → 500   2026-11-22 15:01:51.102 UTC   HttpApi /$default   function orders   t…
 Step         │ Component     │ Action            │ Input              │ Output             │     at
──────────────┼───────────────┼───────────────────┼────────────────────┼────────────────────┼───────
 1 sent       │ Client        │ Sends HTTP        │ POST /orders, 9 B  │ Request received   │ +0.0ms
              │               │ request           │ json               │                    │
 2 triggered  │ API Gateway   │ Matches POST      │ POST /orders       │ Event 2.0, 79 B,   │ +0.6ms
              │               │ /orders, triggers │                    │ to orders          │
              │               │ Lambda            │                    │                    │
  · +0.9ms    │ started: cold start, waited 0.21 ms, process 4711,
              │ 2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef
 3 executed ✗ │ Lambda orders │ Executes function │ Event, deadline    │ KeyError: 'sku'    │ +1.21s
              │               │ code (cold)       │ 29 s               │ (app.py:41)        │
 4 returned   │ API Gateway   │ Maps function     │ Unhandled error,   │ HTTP 500 Internal  │ +1.21s
              │               │ error             │ 154 B              │ Server Error       │
 5 displayed  │ Client        │ Receives response │ HTTP 500, 35 B     │ Displayed (103 B   │ +1.21s
              │               │                   │                    │ delivered)         │
failed at step 3; step 4 was affected · 6 events #48020–#48025
next: track .  explain .  timeline .  logs .
"""##,
"steps -v init-error": ##"""
7f3a9c23 POST /orders → 500   2026-11-22 15:01:53.102 UTC   HttpApi /$default   function orders   t…
 Step         │ Component     │ Action            │ Input              │ Output             │     at
──────────────┼───────────────┼───────────────────┼────────────────────┼────────────────────┼───────
 1 sent       │ Client        │ Sends HTTP        │ POST /orders, 9 B  │ Request received   │ +0.0ms
              │               │ request           │ json               │                    │
 2 triggered  │ API Gateway   │ Matches POST      │ POST /orders       │ Event 2.0, 79 B,   │ +0.6ms
              │               │ /orders, triggers │                    │ to orders          │
              │               │ Lambda            │                    │                    │
 3 executed ✗ │ Lambda orders │ Executes function │ Event              │ Init failed:       │ +140ms
              │               │ code              │                    │ Runtime.ImportModu │
              │               │                   │                    │ leError: Unable t… │
 4 returned   │ API Gateway   │ Answers for the   │ No result (init    │ HTTP 500 Internal  │ +141ms
              │               │ function          │ failed)            │ Server Error       │
 5 displayed  │ Client        │ Receives response │ HTTP 500, 35 B     │ Displayed (103 B   │ +141ms
              │               │                   │                    │ delivered)         │
✗ step 3: Init failed: Runtime.ImportModuleError: Unable to import module 'app': No module named
'requests'
failed at step 3; step 4 was affected · 5 events #48060–#48064
next: track .  explain .  timeline .  logs .
"""##,
"steps -v interrupted": ##"""
7f3a9c2b POST /orders   2026-11-22 15:02:01.102 UTC   HttpApi /$default   function orders   trace 1…
 Step        │ Component     │ Action             │ Input              │ Output             │     at
─────────────┼───────────────┼────────────────────┼────────────────────┼────────────────────┼───────
 1 sent      │ Client        │ Sends HTTP request │ POST /orders, 9 B  │ Request received   │ +0.0ms
             │               │                    │ json               │                    │
 2 triggered │ API Gateway   │ Matches POST       │ POST /orders       │ Event 2.0, 79 B,   │ +0.6ms
             │               │ /orders, triggers  │                    │ to orders          │
             │               │ Lambda             │                    │                    │
  · +0.9ms   │ started: warm environment, waited 0.21 ms, process 4711,
             │ 2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef
  · +1m 00s  │ interrupted: found unfinished when the service came back
 3 executed  │ Lambda orders │ Executes function  │ Event, deadline    │ Interrupted        │ +0.9ms
             │               │ code               │ 29 s               │                    │
 4 returned  │ API Gateway   │ —                  │ —                  │ —                  │      —
 5 displayed │ Client        │ —                  │ —                  │ —                  │      —
interrupted after step 2: the service stopped · 4 events #48220–#48223
next: track .  explain .  timeline .  logs .
"""##,
"steps -v late-result": ##"""
7f3a9c2f POST /orders → 503   2026-11-22 15:02:05.102 UTC   HttpApi /$default   function orders   t…
 Step         │ Component     │ Action            │ Input              │ Output             │     at
──────────────┼───────────────┼───────────────────┼────────────────────┼────────────────────┼───────
 1 sent       │ Client        │ Sends HTTP        │ POST /orders, 9 B  │ Request received   │ +0.0ms
              │               │ request           │ json               │                    │
 2 triggered  │ API Gateway   │ Matches POST      │ POST /orders       │ Event 2.0, 79 B,   │ +0.6ms
              │               │ /orders, triggers │                    │ to orders          │
              │               │ Lambda            │                    │                    │
  · +0.9ms    │ started: warm environment, waited 0.21 ms, process 4711,
              │ 2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef
 3 executed ✗ │ Lambda orders │ Executes function │ Event, deadline    │ No answer when the │ +30.0s
              │               │ code              │ 60 s               │ gateway gave up    │
              │               │                   │                    │ after 30 s         │
 4 returned   │ API Gateway   │ Answers for the   │ No result (gateway │ HTTP 503 Service   │ +30.0s
              │               │ function          │ limit)             │ Unavailable        │
 5 displayed  │ Client        │ Receives response │ HTTP 503, 33 B     │ Displayed (103 B   │ +30.0s
              │               │                   │                    │ delivered)         │
  · +33.0s    │ lateResult: result, 18 B after 33.0 s; the client had its answer already
✗ step 3: No answer when the gateway gave up after 30 s
failed at step 3; step 4 was affected · 7 events #48300–#48306
next: track .  explain .  timeline .  logs .
"""##,
"steps -v no-route-http": ##"""
7f3a9c26 GET /nope → 404   2026-11-22 15:01:56.102 UTC   HttpApi /$default   trace 1-6923c1de-01234…
 Step          │ Component   │ Action             │ Input          │ Output                 │     at
───────────────┼─────────────┼────────────────────┼────────────────┼────────────────────────┼───────
 1 sent        │ Client      │ Sends HTTP request │ GET /nope      │ Request received       │ +0.0ms
 2 triggered ✗ │ API Gateway │ No route matches   │ GET /nope      │ Refused (no route)     │ +0.2ms
 3 executed    │ Lambda      │ —                  │ —              │ —                      │      —
 4 returned    │ API Gateway │ Answers by itself  │ no route       │ HTTP 404 Not Found     │ +0.3ms
 5 displayed   │ Client      │ Receives response  │ HTTP 404, 23 B │ Displayed (103 B       │ +0.6ms
               │             │                    │                │ delivered)             │
refused at step 2 (no route); step 3 was skipped · 4 events #48120–#48123
next: track .  explain .  timeline .  logs .
"""##,
"steps -v no-route-rest": ##"""
7f3a9c27 GET /nope → 403   2026-11-22 15:01:57.102 UTC   HttpApi /Prod   trace 1-6923c1de-012345678…
 Step          │ Component   │ Action              │ Input          │ Output                │     at
───────────────┼─────────────┼─────────────────────┼────────────────┼───────────────────────┼───────
 1 sent        │ Client      │ Sends HTTP request  │ GET /nope      │ Request received      │ +0.0ms
 2 triggered ✗ │ API Gateway │ No resource matches │ GET /nope      │ Refused (no route)    │ +0.2ms
 3 executed    │ Lambda      │ —                   │ —              │ —                     │      —
 4 returned    │ API Gateway │ Answers by itself   │ no route       │ HTTP 403 Forbidden    │ +0.3ms
 5 displayed   │ Client      │ Receives response   │ HTTP 403, 42 B │ Displayed (103 B      │ +0.6ms
               │             │                     │                │ delivered)            │
refused at step 2 (no route); step 3 was skipped · 4 events #48140–#48143
next: track .  explain .  timeline .  logs .
"""##,
"steps -v running": ##"""
7f3a9c2c POST /orders → …   2026-11-22 15:02:02.102 UTC   HttpApi /$default   function orders   tra…
 Step        │ Component     │ Action             │ Input              │ Output             │     at
─────────────┼───────────────┼────────────────────┼────────────────────┼────────────────────┼───────
 1 sent      │ Client        │ Sends HTTP request │ POST /orders, 9 B  │ Request received   │ +0.0ms
             │               │                    │ json               │                    │
 2 triggered │ API Gateway   │ Matches POST       │ POST /orders       │ Event 2.0, 79 B,   │ +0.6ms
             │               │ /orders, triggers  │                    │ to orders          │
             │               │ Lambda             │                    │                    │
  · +0.9ms   │ started: cold start, waited 0.21 ms, process 4711,
             │ 2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef
 3 executed  │ Lambda orders │ Executes function  │ Event, deadline    │ Running            │ +0.9ms
             │               │ code (cold)        │ 29 s               │                    │
 4 returned  │ API Gateway   │ —                  │ —                  │ —                  │      —
 5 displayed │ Client        │ —                  │ —                  │ —                  │      —
in progress, waiting for step 3 executed · 3 events #48240–#48242
next: track .  explain .  timeline .  logs .
"""##,
"steps -v signal": ##"""
7f3a9c25 POST /orders → 500   2026-11-22 15:01:55.102 UTC   HttpApi /$default   function orders   t…
 Step         │ Component     │ Action            │ Input             │ Output             │      at
──────────────┼───────────────┼───────────────────┼───────────────────┼────────────────────┼────────
 1 sent       │ Client        │ Sends HTTP        │ POST /orders, 9 B │ Request received   │  +0.0ms
              │               │ request           │ json              │                    │
 2 triggered  │ API Gateway   │ Matches POST      │ POST /orders      │ Event 2.0, 79 B,   │  +0.6ms
              │               │ /orders, triggers │                   │ to orders          │
              │               │ Lambda            │                   │                    │
  · +0.9ms    │ started: warm environment, waited 0.21 ms, process 4711,
              │ 2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef
 3 executed ✗ │ Lambda orders │ Executes function │ Event, deadline   │ Process killed     │ +20.0ms
              │               │ code              │ 29 s              │ (SIGKILL)          │
 4 returned   │ API Gateway   │ Answers for the   │ No result         │ HTTP 500 Internal  │ +20.5ms
              │               │ function          │ (process killed)  │ Server Error       │
 5 displayed  │ Client        │ Receives response │ HTTP 500, 35 B    │ Displayed (103 B   │ +21.0ms
              │               │                   │                   │ delivered)         │
failed at step 3; step 4 was affected · 6 events #48100–#48105
next: track .  explain .  timeline .  logs .
"""##,
"steps -v success": ##"""
7f3a9c20 POST /orders → 201   2026-11-22 15:01:50.102 UTC   HttpApi /$default   function orders   t…
 Step        │ Component     │ Action             │ Input              │ Output             │     at
─────────────┼───────────────┼────────────────────┼────────────────────┼────────────────────┼───────
 1 sent      │ Client        │ Sends HTTP request │ POST /orders, 9 B  │ Request received   │ +0.0ms
             │               │                    │ json               │                    │
 2 triggered │ API Gateway   │ Matches POST       │ POST /orders       │ Event 2.0, 79 B,   │ +0.6ms
             │               │ /orders, triggers  │                    │ to orders          │
             │               │ Lambda             │                    │                    │
  · +0.9ms   │ started: cold start, waited 0.21 ms, process 4711,
             │ 2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef
 3 executed  │ Lambda orders │ Executes function  │ Event, deadline    │ Result, 18 B       │ +1.21s
             │               │ code (cold)        │ 29 s               │                    │
 4 returned  │ API Gateway   │ Maps function      │ Result, 18 B       │ HTTP 201 Created   │ +1.21s
             │               │ result             │                    │                    │
 5 displayed │ Client        │ Receives response  │ HTTP 201, 13 B     │ Displayed (103 B   │ +1.21s
             │               │                    │                    │ delivered)         │
complete · 6 events #48000–#48005      next: track .  explain .  timeline .  logs .
"""##,
"steps -v timeout": ##"""
7f3a9c22 POST /orders → 502   2026-11-22 15:01:52.102 UTC   HttpApi /Prod   function orders   trace…
 Step         │ Component     │ Action            │ Input              │ Output             │     at
──────────────┼───────────────┼───────────────────┼────────────────────┼────────────────────┼───────
 1 sent       │ Client        │ Sends HTTP        │ POST /orders, 9 B  │ Request received   │ +0.0ms
              │               │ request           │ json               │                    │
 2 triggered  │ API Gateway   │ Matches resource  │ POST /orders       │ REST event, 79 B,  │ +0.6ms
              │               │ POST /orders,     │                    │ to orders          │
              │               │ triggers Lambda   │                    │                    │
  · +0.9ms    │ started: cold start, waited 0.21 ms, process 4711,
              │ 2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef
 3 executed ✗ │ Lambda orders │ Executes function │ Event, deadline    │ Timed out after    │ +3.00s
              │               │ code (cold)       │ 3 s                │ 3 s                │
 4 returned   │ API Gateway   │ Answers for the   │ No result          │ HTTP 502 Bad       │ +3.00s
              │               │ function          │ (timeout)          │ Gateway            │
 5 displayed  │ Client        │ Receives response │ HTTP 502, 36 B     │ Displayed (103 B   │ +3.00s
              │               │                   │                    │ delivered)         │
failed at step 3; step 4 was affected · 6 events #48040–#48045
next: track .  explain .  timeline .  logs .
"""##,
"steps -v undecodable": ##"""
7f3a9c29 POST /orders → 500   2026-11-22 15:01:59.102 UTC   HttpApi /$default   function orders   t…
 Step         │ Component     │ Action            │ Input             │ Output             │      at
──────────────┼───────────────┼───────────────────┼───────────────────┼────────────────────┼────────
 1 sent       │ Client        │ Sends HTTP        │ POST /orders, 9 B │ Request received   │  +0.0ms
              │               │ request           │ json              │                    │
 2 triggered  │ API Gateway   │ Matches POST      │ POST /orders      │ Event 2.0, 79 B,   │  +0.6ms
              │               │ /orders, triggers │                   │ to orders          │
              │               │ Lambda            │                   │                    │
  · +0.9ms    │ started: warm environment, waited 0.21 ms, process 4711,
              │ 2026/11/22/[$LATEST]0123456789abcdef0123456789abcdef
 3 executed   │ Lambda orders │ Executes function │ Event, deadline   │ Result, 20 B       │ +12.4ms
              │               │ code              │ 29 s              │                    │
  · +12.6ms   │ undecodable: statusCode is not a number
 4 returned ✗ │ API Gateway   │ Cannot map        │ Result, 20 B      │ HTTP 500 Internal  │ +12.7ms
              │               │ result:           │                   │ Server Error       │
              │               │ statusCode is no… │                   │                    │
 5 displayed  │ Client        │ Receives response │ HTTP 500, 35 B    │ Displayed (103 B   │ +13.0ms
              │               │                   │                   │ delivered)         │
✗ step 4: statusCode is not a number
failed at step 4: the result could not be mapped · 7 events #48180–#48186
next: track .  explain .  timeline .  logs .
"""##,
"steps -v unsupported": ##"""
7f3a9c28 POST /orders → 501   2026-11-22 15:01:58.102 UTC   HttpApi /$default   trace 1-6923c1de-01…
 Step          │ Component   │ Action             │ Input              │ Output             │     at
───────────────┼─────────────┼────────────────────┼────────────────────┼────────────────────┼───────
 1 sent        │ Client      │ Sends HTTP request │ POST /orders, 9 B  │ Request received   │ +0.0ms
               │             │                    │ json               │                    │
 2 triggered ✗ │ API Gateway │ Route needs what   │ POST /orders       │ Refused (not       │ +0.2ms
               │             │ is not supported   │                    │ supported): a JWT  │
               │             │                    │                    │ authorizer, templ… │
 3 executed    │ Lambda      │ —                  │ —                  │ —                  │      —
 4 returned    │ API Gateway │ Answers by itself  │ not supported      │ HTTP 501 Not       │ +0.3ms
               │             │                    │                    │ Implemented        │
 5 displayed   │ Client      │ Receives response  │ HTTP 501, 13 B     │ Displayed (103 B   │ +0.6ms
               │             │                    │                    │ delivered)         │
✗ step 2: not supported: a JWT authorizer, template.yaml:31
refused at step 2 (not supported); step 3 was skipped · 4 events #48160–#48163
next: track .  explain .  timeline .  logs .
"""##,
"steps @last -o csv": ##"""
flow,step,name,attempt,component,action,input,output,at,offsetMs,failed
01a203c7-562e-7abc-8123-45677f3a9c2f,1,sent,1,Client,Sends HTTP request,"POST /orders, 9 B json",Request received,2026-11-22T15:02:05.102000Z,0,false
01a203c7-562e-7abc-8123-45677f3a9c2f,2,triggered,1,API Gateway,"Matches POST /orders, triggers Lambda",POST /orders,"Event 2.0, 79 B, to orders",2026-11-22T15:02:05.102600Z,0.6,false
01a203c7-562e-7abc-8123-45677f3a9c2f,3,executed,1,Lambda orders,Executes function code,"Event, deadline 60 s",No answer when the gateway gave up after 30 s,2026-11-22T15:02:35.102000Z,30000,true
01a203c7-562e-7abc-8123-45677f3a9c2f,4,returned,1,API Gateway,Answers for the function,No result (gateway limit),HTTP 503 Service Unavailable,2026-11-22T15:02:35.102400Z,30000.4,false
01a203c7-562e-7abc-8123-45677f3a9c2f,5,displayed,1,Client,Receives response,"HTTP 503, 33 B",Displayed (103 B delivered),2026-11-22T15:02:35.102900Z,30000.9,false
"""##,
"steps @last -o expanded": ##"""
─[ 1 ]────────────────
flow      │ 01a203c7-562e-7abc-8123-45677f3a9c2f
step      │ 1
name      │ sent
attempt   │ 1
component │ Client
action    │ Sends HTTP request
input     │ POST /orders, 9 B json
output    │ Request received
at        │ 2026-11-22T15:02:05.102000Z
offsetMs  │ 0
failed    │ false
─[ 2 ]────────────────
flow      │ 01a203c7-562e-7abc-8123-45677f3a9c2f
step      │ 2
name      │ triggered
attempt   │ 1
component │ API Gateway
action    │ Matches POST /orders, triggers Lambda
input     │ POST /orders
output    │ Event 2.0, 79 B, to orders
at        │ 2026-11-22T15:02:05.102600Z
offsetMs  │ 0.6
failed    │ false
─[ 3 ]────────────────
flow      │ 01a203c7-562e-7abc-8123-45677f3a9c2f
step      │ 3
name      │ executed
attempt   │ 1
component │ Lambda orders
action    │ Executes function code
input     │ Event, deadline 60 s
output    │ No answer when the gateway gave up after 30 s
at        │ 2026-11-22T15:02:35.102000Z
offsetMs  │ 30000
failed    │ true
─[ 4 ]────────────────
flow      │ 01a203c7-562e-7abc-8123-45677f3a9c2f
step      │ 4
name      │ returned
attempt   │ 1
component │ API Gateway
action    │ Answers for the function
input     │ No result (gateway limit)
output    │ HTTP 503 Service Unavailable
at        │ 2026-11-22T15:02:35.102400Z
offsetMs  │ 30000.4
failed    │ false
─[ 5 ]────────────────
flow      │ 01a203c7-562e-7abc-8123-45677f3a9c2f
step      │ 5
name      │ displayed
attempt   │ 1
component │ Client
action    │ Receives response
input     │ HTTP 503, 33 B
output    │ Displayed (103 B delivered)
at        │ 2026-11-22T15:02:35.102900Z
offsetMs  │ 30000.9
failed    │ false
failed at step 3; step 4 was affected · 7 events #48300–#48306
next: track .  explain .  timeline .  logs .
"""##,
"steps @last -o json": ##"""
[{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","step":1,"name":"sent","attempt":1,"component":"Client","action":"Sends HTTP request","input":"POST /orders, 9 B json","output":"Request received","at":"2026-11-22T15:02:05.102000Z","offsetMs":0,"failed":false},{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","step":2,"name":"triggered","attempt":1,"component":"API Gateway","action":"Matches POST /orders, triggers Lambda","input":"POST /orders","output":"Event 2.0, 79 B, to orders","at":"2026-11-22T15:02:05.102600Z","offsetMs":0.6,"failed":false},{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","step":3,"name":"executed","attempt":1,"component":"Lambda orders","action":"Executes function code","input":"Event, deadline 60 s","output":"No answer when the gateway gave up after 30 s","at":"2026-11-22T15:02:35.102000Z","offsetMs":30000,"failed":true},{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","step":4,"name":"returned","attempt":1,"component":"API Gateway","action":"Answers for the function","input":"No result (gateway limit)","output":"HTTP 503 Service Unavailable","at":"2026-11-22T15:02:35.102400Z","offsetMs":30000.4,"failed":false},{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","step":5,"name":"displayed","attempt":1,"component":"Client","action":"Receives response","input":"HTTP 503, 33 B","output":"Displayed (103 B delivered)","at":"2026-11-22T15:02:35.102900Z","offsetMs":30000.9,"failed":false}]
"""##,
"steps @last -o jsonl": ##"""
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","step":1,"name":"sent","attempt":1,"component":"Client","action":"Sends HTTP request","input":"POST /orders, 9 B json","output":"Request received","at":"2026-11-22T15:02:05.102000Z","offsetMs":0,"failed":false}
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","step":2,"name":"triggered","attempt":1,"component":"API Gateway","action":"Matches POST /orders, triggers Lambda","input":"POST /orders","output":"Event 2.0, 79 B, to orders","at":"2026-11-22T15:02:05.102600Z","offsetMs":0.6,"failed":false}
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","step":3,"name":"executed","attempt":1,"component":"Lambda orders","action":"Executes function code","input":"Event, deadline 60 s","output":"No answer when the gateway gave up after 30 s","at":"2026-11-22T15:02:35.102000Z","offsetMs":30000,"failed":true}
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","step":4,"name":"returned","attempt":1,"component":"API Gateway","action":"Answers for the function","input":"No result (gateway limit)","output":"HTTP 503 Service Unavailable","at":"2026-11-22T15:02:35.102400Z","offsetMs":30000.4,"failed":false}
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","step":5,"name":"displayed","attempt":1,"component":"Client","action":"Receives response","input":"HTTP 503, 33 B","output":"Displayed (103 B delivered)","at":"2026-11-22T15:02:35.102900Z","offsetMs":30000.9,"failed":false}
"""##,
"steps @last -o md": ##"""
| flow | step | name | attempt | component | action | input | output | at | offsetMs | failed |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | 1 | sent | 1 | Client | Sends HTTP request | POST /orders, 9 B json | Request received | 2026-11-22T15:02:05.102000Z | 0 | false |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | 2 | triggered | 1 | API Gateway | Matches POST /orders, triggers Lambda | POST /orders | Event 2.0, 79 B, to orders | 2026-11-22T15:02:05.102600Z | 0.6 | false |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | 3 | executed | 1 | Lambda orders | Executes function code | Event, deadline 60 s | No answer when the gateway gave up after 30 s | 2026-11-22T15:02:35.102000Z | 30000 | true |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | 4 | returned | 1 | API Gateway | Answers for the function | No result (gateway limit) | HTTP 503 Service Unavailable | 2026-11-22T15:02:35.102400Z | 30000.4 | false |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | 5 | displayed | 1 | Client | Receives response | HTTP 503, 33 B | Displayed (103 B delivered) | 2026-11-22T15:02:35.102900Z | 30000.9 | false |
"""##,
"steps @last -o tsv": ##"""
flow	step	name	attempt	component	action	input	output	at	offsetMs	failed
01a203c7-562e-7abc-8123-45677f3a9c2f	1	sent	1	Client	Sends HTTP request	POST /orders, 9 B json	Request received	2026-11-22T15:02:05.102000Z	0	false
01a203c7-562e-7abc-8123-45677f3a9c2f	2	triggered	1	API Gateway	Matches POST /orders, triggers Lambda	POST /orders	Event 2.0, 79 B, to orders	2026-11-22T15:02:05.102600Z	0.6	false
01a203c7-562e-7abc-8123-45677f3a9c2f	3	executed	1	Lambda orders	Executes function code	Event, deadline 60 s	No answer when the gateway gave up after 30 s	2026-11-22T15:02:35.102000Z	30000	true
01a203c7-562e-7abc-8123-45677f3a9c2f	4	returned	1	API Gateway	Answers for the function	No result (gateway limit)	HTTP 503 Service Unavailable	2026-11-22T15:02:35.102400Z	30000.4	false
01a203c7-562e-7abc-8123-45677f3a9c2f	5	displayed	1	Client	Receives response	HTTP 503, 33 B	Displayed (103 B delivered)	2026-11-22T15:02:35.102900Z	30000.9	false
"""##,
"steps abandoned 100": ##"""
7f3a9c2a POST /orders → 200   2026-11-22 15:02:00.102 UTC   HttpApi /$default   function orders   t…
 Step          │ Component     │ Action            │ Input             │ Output             │     at
───────────────┼───────────────┼───────────────────┼───────────────────┼────────────────────┼───────
 1 sent        │ Client        │ Sends HTTP        │ POST /orders, 9 B │ Request received   │ +0.0ms
               │               │ request           │ json              │                    │
 2 triggered   │ API Gateway   │ Matches POST      │ POST /orders      │ Event 2.0, 79 B,   │ +0.6ms
               │               │ /orders, triggers │                   │ to orders          │
               │               │ Lambda            │                   │                    │
 3 executed    │ Lambda orders │ Executes function │ Event, deadline   │ Result, 18 B       │ +900ms
               │               │ code              │ 29 s              │                    │
 4 returned    │ API Gateway   │ Maps function     │ Result, 18 B      │ HTTP 200 OK        │ +901ms
               │               │ result            │                   │                    │
 5 abandoned ✗ │ Client        │ Goes away before  │ HTTP 200, 13 B    │ Abandoned after    │ +901ms
               │               │ the end           │                   │ 901 ms             │
abandoned at step 5: the client went away · 6 events #48200–#48205
next: track .  explain .  timeline .  logs .
"""##,
"steps abandoned 80": ##"""
7f3a9c2a POST /orders → 200   2026-11-22 15:02:00.102 UTC   HttpApi /$default  …
 Step          │ Component   │ Action      │ Input       │ Output       │     at
───────────────┼─────────────┼─────────────┼─────────────┼──────────────┼───────
 1 sent        │ Client      │ Sends HTTP  │ POST        │ Request      │ +0.0ms
               │             │ request     │ /orders,    │ received     │
               │             │             │ 9 B json    │              │
 2 triggered   │ API Gateway │ Matches     │ POST        │ Event 2.0,   │ +0.6ms
               │             │ POST        │ /orders     │ 79 B, to     │
               │             │ /orders, t… │             │ orders       │
 3 executed    │ Lambda      │ Executes    │ Event,      │ Result, 18 B │ +900ms
               │ orders      │ function    │ deadline    │              │
               │             │ code        │ 29 s        │              │
 4 returned    │ API Gateway │ Maps        │ Result,     │ HTTP 200 OK  │ +901ms
               │             │ function    │ 18 B        │              │
               │             │ result      │             │              │
 5 abandoned ✗ │ Client      │ Goes away   │ HTTP 200,   │ Abandoned    │ +901ms
               │             │ before the  │ 13 B        │ after 901 ms │
               │             │ end         │             │              │
abandoned at step 5: the client went away · 6 events #48200–#48205
next: track .  explain .  timeline .  logs .
"""##,
"steps asynchronous 100": ##"""
7f3a9c2e Invoke orders (Event) → 202   2026-11-22 15:02:04.102 UTC   function orders   trace 1-6923…
 Step          │ Component     │ Action            │ Input             │ Output            │      at
───────────────┼───────────────┼───────────────────┼───────────────────┼───────────────────┼────────
 1 sent        │ Client        │ Invokes the       │ Invoke orders     │ Request received  │  +0.0ms
               │               │ function (Event)  │ (Event), 9 B json │                   │
 4 returned    │ Invoke API    │ Accepts the event │ Payload           │ HTTP 202 Accepted │  +0.4ms
 5 displayed   │ Client        │ Receives response │ HTTP 202, 0 B     │ Displayed (103 B  │  +0.7ms
               │               │                   │                   │ delivered)        │
 2 triggered   │ Invoke API    │ Triggers orders   │ Payload, 9 B      │ Event, 79 B, to   │  +0.9ms
               │               │                   │                   │ orders            │
 3 executed ✗  │ Lambda orders │ Executes function │ Event, deadline   │ ValueError: no    │ +30.0ms
               │               │ code (cold)       │ 29 s              │                   │
 2.2 triggered │ Invoke API    │ Triggers orders   │ Payload, 9 B      │ Event, 79 B, to   │ +1m 00s
               │               │ again             │                   │ orders            │
 3.2 executed  │ Lambda orders │ Executes function │ Event, deadline   │ Result, 4 B       │ +1m 00s
               │               │ code              │ 29 s              │                   │
complete after 2 attempts · 10 events #48280–#48289
next: track .  explain .  timeline .  logs .
"""##,
"steps asynchronous 80": ##"""
7f3a9c2e Invoke orders (Event) → 202   2026-11-22 15:02:04.102 UTC   function o…
 Step          │ Component   │ Action      │ Input       │ Output      │      at
───────────────┼─────────────┼─────────────┼─────────────┼─────────────┼────────
 1 sent        │ Client      │ Invokes the │ Invoke      │ Request     │  +0.0ms
               │             │ function    │ orders      │ received    │
               │             │ (Event)     │ (Event), 9… │             │
 4 returned    │ Invoke API  │ Accepts the │ Payload     │ HTTP 202    │  +0.4ms
               │             │ event       │             │ Accepted    │
 5 displayed   │ Client      │ Receives    │ HTTP 202,   │ Displayed   │  +0.7ms
               │             │ response    │ 0 B         │ (103 B      │
               │             │             │             │ delivered)  │
 2 triggered   │ Invoke API  │ Triggers    │ Payload,    │ Event,      │  +0.9ms
               │             │ orders      │ 9 B         │ 79 B, to    │
               │             │             │             │ orders      │
 3 executed ✗  │ Lambda      │ Executes    │ Event,      │ ValueError: │ +30.0ms
               │ orders      │ function    │ deadline    │ no          │
               │             │ code (cold) │ 29 s        │             │
 2.2 triggered │ Invoke API  │ Triggers    │ Payload,    │ Event,      │ +1m 00s
               │             │ orders      │ 9 B         │ 79 B, to    │
               │             │ again       │             │ orders      │
 3.2 executed  │ Lambda      │ Executes    │ Event,      │ Result, 4 B │ +1m 00s
               │ orders      │ function    │ deadline    │             │
               │             │ code        │ 29 s        │             │
complete after 2 attempts · 10 events #48280–#48289
next: track .  explain .  timeline .  logs .
"""##,
"steps direct 100": ##"""
7f3a9c2d Invoke orders → 200   2026-11-22 15:02:03.102 UTC   function orders   trace 1-6923c1de-012…
 Step        │ Component     │ Action            │ Input              │ Output             │      at
─────────────┼───────────────┼───────────────────┼────────────────────┼────────────────────┼────────
 1 sent      │ Client        │ Invokes the       │ Invoke orders, 9 B │ Request received   │  +0.0ms
             │               │ function          │ json               │                    │
 2 triggered │ Invoke API    │ Triggers orders   │ Payload, 9 B       │ Event, 79 B, to    │  +0.6ms
             │               │                   │                    │ orders             │
 3 executed  │ Lambda orders │ Executes function │ Event, deadline    │ Result, 6 B        │ +40.0ms
             │               │ code (cold)       │ 29 s               │                    │
 4 returned  │ Invoke API    │ Passes on the     │ Result, 6 B        │ HTTP 200 OK        │ +40.3ms
             │               │ result            │                    │                    │
 5 displayed │ Client        │ Receives response │ HTTP 200, 6 B      │ Displayed (103 B   │ +40.6ms
             │               │                   │                    │ delivered)         │
complete · 6 events #48260–#48265      next: track .  explain .  timeline .  logs .
"""##,
"steps direct 80": ##"""
7f3a9c2d Invoke orders → 200   2026-11-22 15:02:03.102 UTC   function orders   …
 Step        │ Component   │ Action      │ Input        │ Output       │      at
─────────────┼─────────────┼─────────────┼──────────────┼──────────────┼────────
 1 sent      │ Client      │ Invokes the │ Invoke       │ Request      │  +0.0ms
             │             │ function    │ orders, 9 B  │ received     │
             │             │             │ json         │              │
 2 triggered │ Invoke API  │ Triggers    │ Payload, 9 B │ Event, 79 B, │  +0.6ms
             │             │ orders      │              │ to orders    │
 3 executed  │ Lambda      │ Executes    │ Event,       │ Result, 6 B  │ +40.0ms
             │ orders      │ function    │ deadline     │              │
             │             │ code (cold) │ 29 s         │              │
 4 returned  │ Invoke API  │ Passes on   │ Result, 6 B  │ HTTP 200 OK  │ +40.3ms
             │             │ the result  │              │              │
 5 displayed │ Client      │ Receives    │ HTTP 200,    │ Displayed    │ +40.6ms
             │             │ response    │ 6 B          │ (103 B       │
             │             │             │              │ delivered)   │
complete · 6 events #48260–#48265
next: track .  explain .  timeline .  logs .
"""##,
"steps exit 100": ##"""
7f3a9c24 POST /orders → 500   2026-11-22 15:01:54.102 UTC   HttpApi /$default   function orders   t…
 Step         │ Component     │ Action            │ Input             │ Output             │      at
──────────────┼───────────────┼───────────────────┼───────────────────┼────────────────────┼────────
 1 sent       │ Client        │ Sends HTTP        │ POST /orders, 9 B │ Request received   │  +0.0ms
              │               │ request           │ json              │                    │
 2 triggered  │ API Gateway   │ Matches POST      │ POST /orders      │ Event 2.0, 79 B,   │  +0.6ms
              │               │ /orders, triggers │                   │ to orders          │
              │               │ Lambda            │                   │                    │
 3 executed ✗ │ Lambda orders │ Executes function │ Event, deadline   │ Process exited     │ +20.0ms
              │               │ code              │ 29 s              │ (status 3)         │
 4 returned   │ API Gateway   │ Answers for the   │ No result         │ HTTP 500 Internal  │ +20.5ms
              │               │ function          │ (process exited)  │ Server Error       │
 5 displayed  │ Client        │ Receives response │ HTTP 500, 35 B    │ Displayed (103 B   │ +21.0ms
              │               │                   │                   │ delivered)         │
failed at step 3; step 4 was affected · 6 events #48080–#48085
next: track .  explain .  timeline .  logs .
"""##,
"steps exit 80": ##"""
7f3a9c24 POST /orders → 500   2026-11-22 15:01:54.102 UTC   HttpApi /$default  …
 Step         │ Component   │ Action      │ Input       │ Output       │      at
──────────────┼─────────────┼─────────────┼─────────────┼──────────────┼────────
 1 sent       │ Client      │ Sends HTTP  │ POST        │ Request      │  +0.0ms
              │             │ request     │ /orders,    │ received     │
              │             │             │ 9 B json    │              │
 2 triggered  │ API Gateway │ Matches     │ POST        │ Event 2.0,   │  +0.6ms
              │             │ POST        │ /orders     │ 79 B, to     │
              │             │ /orders, t… │             │ orders       │
 3 executed ✗ │ Lambda      │ Executes    │ Event,      │ Process      │ +20.0ms
              │ orders      │ function    │ deadline    │ exited       │
              │             │ code        │ 29 s        │ (status 3)   │
 4 returned   │ API Gateway │ Answers for │ No result   │ HTTP 500     │ +20.5ms
              │             │ the         │ (process    │ Internal     │
              │             │ function    │ exited)     │ Server Error │
 5 displayed  │ Client      │ Receives    │ HTTP 500,   │ Displayed    │ +21.0ms
              │             │ response    │ 35 B        │ (103 B       │
              │             │             │             │ delivered)   │
failed at step 3; step 4 was affected · 6 events #48080–#48085
next: track .  explain .  timeline .  logs .
"""##,
"steps handler-error 100": ##"""
7f3a9c21 POST /orders → 500   2026-11-22 15:01:51.102 UTC   HttpApi /$default   function orders   t…
 Step         │ Component     │ Action            │ Input              │ Output             │     at
──────────────┼───────────────┼───────────────────┼────────────────────┼────────────────────┼───────
 1 sent       │ Client        │ Sends HTTP        │ POST /orders, 9 B  │ Request received   │ +0.0ms
              │               │ request           │ json               │                    │
 2 triggered  │ API Gateway   │ Matches POST      │ POST /orders       │ Event 2.0, 79 B,   │ +0.6ms
              │               │ /orders, triggers │                    │ to orders          │
              │               │ Lambda            │                    │                    │
 3 executed ✗ │ Lambda orders │ Executes function │ Event, deadline    │ KeyError: 'sku'    │ +1.21s
              │               │ code (cold)       │ 29 s               │ (app.py:41)        │
 4 returned   │ API Gateway   │ Maps function     │ Unhandled error,   │ HTTP 500 Internal  │ +1.21s
              │               │ error             │ 154 B              │ Server Error       │
 5 displayed  │ Client        │ Receives response │ HTTP 500, 35 B     │ Displayed (103 B   │ +1.21s
              │               │                   │                    │ delivered)         │
failed at step 3; step 4 was affected · 6 events #48020–#48025
next: track .  explain .  timeline .  logs .
"""##,
"steps handler-error 80": ##"""
7f3a9c21 POST /orders → 500   2026-11-22 15:01:51.102 UTC   HttpApi /$default  …
 Step         │ Component   │ Action      │ Input        │ Output       │     at
──────────────┼─────────────┼─────────────┼──────────────┼──────────────┼───────
 1 sent       │ Client      │ Sends HTTP  │ POST         │ Request      │ +0.0ms
              │             │ request     │ /orders, 9 B │ received     │
              │             │             │ json         │              │
 2 triggered  │ API Gateway │ Matches     │ POST /orders │ Event 2.0,   │ +0.6ms
              │             │ POST        │              │ 79 B, to     │
              │             │ /orders, t… │              │ orders       │
 3 executed ✗ │ Lambda      │ Executes    │ Event,       │ KeyError:    │ +1.21s
              │ orders      │ function    │ deadline     │ 'sku'        │
              │             │ code (cold) │ 29 s         │ (app.py:41)  │
 4 returned   │ API Gateway │ Maps        │ Unhandled    │ HTTP 500     │ +1.21s
              │             │ function    │ error, 154 B │ Internal     │
              │             │ error       │              │ Server Error │
 5 displayed  │ Client      │ Receives    │ HTTP 500,    │ Displayed    │ +1.21s
              │             │ response    │ 35 B         │ (103 B       │
              │             │             │              │ delivered)   │
failed at step 3; step 4 was affected · 6 events #48020–#48025
next: track .  explain .  timeline .  logs .
"""##,
"steps init-error 100": ##"""
7f3a9c23 POST /orders → 500   2026-11-22 15:01:53.102 UTC   HttpApi /$default   function orders   t…
 Step         │ Component     │ Action            │ Input              │ Output             │     at
──────────────┼───────────────┼───────────────────┼────────────────────┼────────────────────┼───────
 1 sent       │ Client        │ Sends HTTP        │ POST /orders, 9 B  │ Request received   │ +0.0ms
              │               │ request           │ json               │                    │
 2 triggered  │ API Gateway   │ Matches POST      │ POST /orders       │ Event 2.0, 79 B,   │ +0.6ms
              │               │ /orders, triggers │                    │ to orders          │
              │               │ Lambda            │                    │                    │
 3 executed ✗ │ Lambda orders │ Executes function │ Event              │ Init failed:       │ +140ms
              │               │ code              │                    │ Runtime.ImportModu │
              │               │                   │                    │ leError: Unable t… │
 4 returned   │ API Gateway   │ Answers for the   │ No result (init    │ HTTP 500 Internal  │ +141ms
              │               │ function          │ failed)            │ Server Error       │
 5 displayed  │ Client        │ Receives response │ HTTP 500, 35 B     │ Displayed (103 B   │ +141ms
              │               │                   │                    │ delivered)         │
✗ step 3: Init failed: Runtime.ImportModuleError: Unable to import module 'app': No module named
'requests'
failed at step 3; step 4 was affected · 5 events #48060–#48064
next: track .  explain .  timeline .  logs .
"""##,
"steps init-error 80": ##"""
7f3a9c23 POST /orders → 500   2026-11-22 15:01:53.102 UTC   HttpApi /$default  …
 Step         │ Component   │ Action      │ Input        │ Output       │     at
──────────────┼─────────────┼─────────────┼──────────────┼──────────────┼───────
 1 sent       │ Client      │ Sends HTTP  │ POST         │ Request      │ +0.0ms
              │             │ request     │ /orders, 9 B │ received     │
              │             │             │ json         │              │
 2 triggered  │ API Gateway │ Matches     │ POST /orders │ Event 2.0,   │ +0.6ms
              │             │ POST        │              │ 79 B, to     │
              │             │ /orders, t… │              │ orders       │
 3 executed ✗ │ Lambda      │ Executes    │ Event        │ Init failed: │ +140ms
              │ orders      │ function    │              │ Runtime.Impo │
              │             │ code        │              │ rtModuleErr… │
 4 returned   │ API Gateway │ Answers for │ No result    │ HTTP 500     │ +141ms
              │             │ the         │ (init        │ Internal     │
              │             │ function    │ failed)      │ Server Error │
 5 displayed  │ Client      │ Receives    │ HTTP 500,    │ Displayed    │ +141ms
              │             │ response    │ 35 B         │ (103 B       │
              │             │             │              │ delivered)   │
✗ step 3: Init failed: Runtime.ImportModuleError: Unable to import module 'app':
No module named 'requests'
failed at step 3; step 4 was affected · 5 events #48060–#48064
next: track .  explain .  timeline .  logs .
"""##,
"steps interrupted 100": ##"""
7f3a9c2b POST /orders   2026-11-22 15:02:01.102 UTC   HttpApi /$default   function orders   trace 1…
 Step        │ Component     │ Action             │ Input              │ Output             │     at
─────────────┼───────────────┼────────────────────┼────────────────────┼────────────────────┼───────
 1 sent      │ Client        │ Sends HTTP request │ POST /orders, 9 B  │ Request received   │ +0.0ms
             │               │                    │ json               │                    │
 2 triggered │ API Gateway   │ Matches POST       │ POST /orders       │ Event 2.0, 79 B,   │ +0.6ms
             │               │ /orders, triggers  │                    │ to orders          │
             │               │ Lambda             │                    │                    │
 3 executed  │ Lambda orders │ Executes function  │ Event, deadline    │ Interrupted        │ +0.9ms
             │               │ code               │ 29 s               │                    │
 4 returned  │ API Gateway   │ —                  │ —                  │ —                  │      —
 5 displayed │ Client        │ —                  │ —                  │ —                  │      —
interrupted after step 2: the service stopped · 4 events #48220–#48223
next: track .  explain .  timeline .  logs .
"""##,
"steps interrupted 80": ##"""
7f3a9c2b POST /orders   2026-11-22 15:02:01.102 UTC   HttpApi /$default   funct…
 Step        │ Component   │ Action       │ Input        │ Output       │     at
─────────────┼─────────────┼──────────────┼──────────────┼──────────────┼───────
 1 sent      │ Client      │ Sends HTTP   │ POST         │ Request      │ +0.0ms
             │             │ request      │ /orders, 9 B │ received     │
             │             │              │ json         │              │
 2 triggered │ API Gateway │ Matches POST │ POST /orders │ Event 2.0,   │ +0.6ms
             │             │ /orders,     │              │ 79 B, to     │
             │             │ triggers La… │              │ orders       │
 3 executed  │ Lambda      │ Executes     │ Event,       │ Interrupted  │ +0.9ms
             │ orders      │ function     │ deadline     │              │
             │             │ code         │ 29 s         │              │
 4 returned  │ API Gateway │ —            │ —            │ —            │      —
 5 displayed │ Client      │ —            │ —            │ —            │      —
interrupted after step 2: the service stopped · 4 events #48220–#48223
next: track .  explain .  timeline .  logs .
"""##,
"steps late-result 100": ##"""
7f3a9c2f POST /orders → 503   2026-11-22 15:02:05.102 UTC   HttpApi /$default   function orders   t…
 Step         │ Component     │ Action            │ Input              │ Output             │     at
──────────────┼───────────────┼───────────────────┼────────────────────┼────────────────────┼───────
 1 sent       │ Client        │ Sends HTTP        │ POST /orders, 9 B  │ Request received   │ +0.0ms
              │               │ request           │ json               │                    │
 2 triggered  │ API Gateway   │ Matches POST      │ POST /orders       │ Event 2.0, 79 B,   │ +0.6ms
              │               │ /orders, triggers │                    │ to orders          │
              │               │ Lambda            │                    │                    │
 3 executed ✗ │ Lambda orders │ Executes function │ Event, deadline    │ No answer when the │ +30.0s
              │               │ code              │ 60 s               │ gateway gave up    │
              │               │                   │                    │ after 30 s         │
 4 returned   │ API Gateway   │ Answers for the   │ No result (gateway │ HTTP 503 Service   │ +30.0s
              │               │ function          │ limit)             │ Unavailable        │
 5 displayed  │ Client        │ Receives response │ HTTP 503, 33 B     │ Displayed (103 B   │ +30.0s
              │               │                   │                    │ delivered)         │
✗ step 3: No answer when the gateway gave up after 30 s
failed at step 3; step 4 was affected · 7 events #48300–#48306
next: track .  explain .  timeline .  logs .
"""##,
"steps late-result 80": ##"""
7f3a9c2f POST /orders → 503   2026-11-22 15:02:05.102 UTC   HttpApi /$default  …
 Step         │ Component   │ Action      │ Input        │ Output       │     at
──────────────┼─────────────┼─────────────┼──────────────┼──────────────┼───────
 1 sent       │ Client      │ Sends HTTP  │ POST         │ Request      │ +0.0ms
              │             │ request     │ /orders, 9 B │ received     │
              │             │             │ json         │              │
 2 triggered  │ API Gateway │ Matches     │ POST /orders │ Event 2.0,   │ +0.6ms
              │             │ POST        │              │ 79 B, to     │
              │             │ /orders, t… │              │ orders       │
 3 executed ✗ │ Lambda      │ Executes    │ Event,       │ No answer    │ +30.0s
              │ orders      │ function    │ deadline     │ when the     │
              │             │ code        │ 60 s         │ gateway gav… │
 4 returned   │ API Gateway │ Answers for │ No result    │ HTTP 503     │ +30.0s
              │             │ the         │ (gateway     │ Service      │
              │             │ function    │ limit)       │ Unavailable  │
 5 displayed  │ Client      │ Receives    │ HTTP 503,    │ Displayed    │ +30.0s
              │             │ response    │ 33 B         │ (103 B       │
              │             │             │              │ delivered)   │
✗ step 3: No answer when the gateway gave up after 30 s
failed at step 3; step 4 was affected · 7 events #48300–#48306
next: track .  explain .  timeline .  logs .
"""##,
"steps no-route-http 100": ##"""
7f3a9c26 GET /nope → 404   2026-11-22 15:01:56.102 UTC   HttpApi /$default   trace 1-6923c1de-01234…
 Step          │ Component   │ Action             │ Input          │ Output                 │     at
───────────────┼─────────────┼────────────────────┼────────────────┼────────────────────────┼───────
 1 sent        │ Client      │ Sends HTTP request │ GET /nope      │ Request received       │ +0.0ms
 2 triggered ✗ │ API Gateway │ No route matches   │ GET /nope      │ Refused (no route)     │ +0.2ms
 3 executed    │ Lambda      │ —                  │ —              │ —                      │      —
 4 returned    │ API Gateway │ Answers by itself  │ no route       │ HTTP 404 Not Found     │ +0.3ms
 5 displayed   │ Client      │ Receives response  │ HTTP 404, 23 B │ Displayed (103 B       │ +0.6ms
               │             │                    │                │ delivered)             │
refused at step 2 (no route); step 3 was skipped · 4 events #48120–#48123
next: track .  explain .  timeline .  logs .
"""##,
"steps no-route-http 80": ##"""
7f3a9c26 GET /nope → 404   2026-11-22 15:01:56.102 UTC   HttpApi /$default   tr…
 Step          │ Component   │ Action      │ Input       │ Output       │     at
───────────────┼─────────────┼─────────────┼─────────────┼──────────────┼───────
 1 sent        │ Client      │ Sends HTTP  │ GET /nope   │ Request      │ +0.0ms
               │             │ request     │             │ received     │
 2 triggered ✗ │ API Gateway │ No route    │ GET /nope   │ Refused (no  │ +0.2ms
               │             │ matches     │             │ route)       │
 3 executed    │ Lambda      │ —           │ —           │ —            │      —
 4 returned    │ API Gateway │ Answers by  │ no route    │ HTTP 404 Not │ +0.3ms
               │             │ itself      │             │ Found        │
 5 displayed   │ Client      │ Receives    │ HTTP 404,   │ Displayed    │ +0.6ms
               │             │ response    │ 23 B        │ (103 B       │
               │             │             │             │ delivered)   │
refused at step 2 (no route); step 3 was skipped · 4 events #48120–#48123
next: track .  explain .  timeline .  logs .
"""##,
"steps no-route-rest 100": ##"""
7f3a9c27 GET /nope → 403   2026-11-22 15:01:57.102 UTC   HttpApi /Prod   trace 1-6923c1de-012345678…
 Step          │ Component   │ Action              │ Input          │ Output                │     at
───────────────┼─────────────┼─────────────────────┼────────────────┼───────────────────────┼───────
 1 sent        │ Client      │ Sends HTTP request  │ GET /nope      │ Request received      │ +0.0ms
 2 triggered ✗ │ API Gateway │ No resource matches │ GET /nope      │ Refused (no route)    │ +0.2ms
 3 executed    │ Lambda      │ —                   │ —              │ —                     │      —
 4 returned    │ API Gateway │ Answers by itself   │ no route       │ HTTP 403 Forbidden    │ +0.3ms
 5 displayed   │ Client      │ Receives response   │ HTTP 403, 42 B │ Displayed (103 B      │ +0.6ms
               │             │                     │                │ delivered)            │
refused at step 2 (no route); step 3 was skipped · 4 events #48140–#48143
next: track .  explain .  timeline .  logs .
"""##,
"steps no-route-rest 80": ##"""
7f3a9c27 GET /nope → 403   2026-11-22 15:01:57.102 UTC   HttpApi /Prod   trace …
 Step          │ Component   │ Action      │ Input       │ Output       │     at
───────────────┼─────────────┼─────────────┼─────────────┼──────────────┼───────
 1 sent        │ Client      │ Sends HTTP  │ GET /nope   │ Request      │ +0.0ms
               │             │ request     │             │ received     │
 2 triggered ✗ │ API Gateway │ No resource │ GET /nope   │ Refused (no  │ +0.2ms
               │             │ matches     │             │ route)       │
 3 executed    │ Lambda      │ —           │ —           │ —            │      —
 4 returned    │ API Gateway │ Answers by  │ no route    │ HTTP 403     │ +0.3ms
               │             │ itself      │             │ Forbidden    │
 5 displayed   │ Client      │ Receives    │ HTTP 403,   │ Displayed    │ +0.6ms
               │             │ response    │ 42 B        │ (103 B       │
               │             │             │             │ delivered)   │
refused at step 2 (no route); step 3 was skipped · 4 events #48140–#48143
next: track .  explain .  timeline .  logs .
"""##,
"steps running 100": ##"""
7f3a9c2c POST /orders → …   2026-11-22 15:02:02.102 UTC   HttpApi /$default   function orders   tra…
 Step        │ Component     │ Action             │ Input              │ Output             │     at
─────────────┼───────────────┼────────────────────┼────────────────────┼────────────────────┼───────
 1 sent      │ Client        │ Sends HTTP request │ POST /orders, 9 B  │ Request received   │ +0.0ms
             │               │                    │ json               │                    │
 2 triggered │ API Gateway   │ Matches POST       │ POST /orders       │ Event 2.0, 79 B,   │ +0.6ms
             │               │ /orders, triggers  │                    │ to orders          │
             │               │ Lambda             │                    │                    │
 3 executed  │ Lambda orders │ Executes function  │ Event, deadline    │ Running            │ +0.9ms
             │               │ code (cold)        │ 29 s               │                    │
 4 returned  │ API Gateway   │ —                  │ —                  │ —                  │      —
 5 displayed │ Client        │ —                  │ —                  │ —                  │      —
in progress, waiting for step 3 executed · 3 events #48240–#48242
next: track .  explain .  timeline .  logs .
"""##,
"steps running 80": ##"""
7f3a9c2c POST /orders → …   2026-11-22 15:02:02.102 UTC   HttpApi /$default   f…
 Step        │ Component   │ Action       │ Input        │ Output       │     at
─────────────┼─────────────┼──────────────┼──────────────┼──────────────┼───────
 1 sent      │ Client      │ Sends HTTP   │ POST         │ Request      │ +0.0ms
             │             │ request      │ /orders, 9 B │ received     │
             │             │              │ json         │              │
 2 triggered │ API Gateway │ Matches POST │ POST /orders │ Event 2.0,   │ +0.6ms
             │             │ /orders,     │              │ 79 B, to     │
             │             │ triggers La… │              │ orders       │
 3 executed  │ Lambda      │ Executes     │ Event,       │ Running      │ +0.9ms
             │ orders      │ function     │ deadline     │              │
             │             │ code (cold)  │ 29 s         │              │
 4 returned  │ API Gateway │ —            │ —            │ —            │      —
 5 displayed │ Client      │ —            │ —            │ —            │      —
in progress, waiting for step 3 executed · 3 events #48240–#48242
next: track .  explain .  timeline .  logs .
"""##,
"steps signal 100": ##"""
7f3a9c25 POST /orders → 500   2026-11-22 15:01:55.102 UTC   HttpApi /$default   function orders   t…
 Step         │ Component     │ Action            │ Input             │ Output             │      at
──────────────┼───────────────┼───────────────────┼───────────────────┼────────────────────┼────────
 1 sent       │ Client        │ Sends HTTP        │ POST /orders, 9 B │ Request received   │  +0.0ms
              │               │ request           │ json              │                    │
 2 triggered  │ API Gateway   │ Matches POST      │ POST /orders      │ Event 2.0, 79 B,   │  +0.6ms
              │               │ /orders, triggers │                   │ to orders          │
              │               │ Lambda            │                   │                    │
 3 executed ✗ │ Lambda orders │ Executes function │ Event, deadline   │ Process killed     │ +20.0ms
              │               │ code              │ 29 s              │ (SIGKILL)          │
 4 returned   │ API Gateway   │ Answers for the   │ No result         │ HTTP 500 Internal  │ +20.5ms
              │               │ function          │ (process killed)  │ Server Error       │
 5 displayed  │ Client        │ Receives response │ HTTP 500, 35 B    │ Displayed (103 B   │ +21.0ms
              │               │                   │                   │ delivered)         │
failed at step 3; step 4 was affected · 6 events #48100–#48105
next: track .  explain .  timeline .  logs .
"""##,
"steps signal 80": ##"""
7f3a9c25 POST /orders → 500   2026-11-22 15:01:55.102 UTC   HttpApi /$default  …
 Step         │ Component   │ Action      │ Input       │ Output       │      at
──────────────┼─────────────┼─────────────┼─────────────┼──────────────┼────────
 1 sent       │ Client      │ Sends HTTP  │ POST        │ Request      │  +0.0ms
              │             │ request     │ /orders,    │ received     │
              │             │             │ 9 B json    │              │
 2 triggered  │ API Gateway │ Matches     │ POST        │ Event 2.0,   │  +0.6ms
              │             │ POST        │ /orders     │ 79 B, to     │
              │             │ /orders, t… │             │ orders       │
 3 executed ✗ │ Lambda      │ Executes    │ Event,      │ Process      │ +20.0ms
              │ orders      │ function    │ deadline    │ killed       │
              │             │ code        │ 29 s        │ (SIGKILL)    │
 4 returned   │ API Gateway │ Answers for │ No result   │ HTTP 500     │ +20.5ms
              │             │ the         │ (process    │ Internal     │
              │             │ function    │ killed)     │ Server Error │
 5 displayed  │ Client      │ Receives    │ HTTP 500,   │ Displayed    │ +21.0ms
              │             │ response    │ 35 B        │ (103 B       │
              │             │             │             │ delivered)   │
failed at step 3; step 4 was affected · 6 events #48100–#48105
next: track .  explain .  timeline .  logs .
"""##,
"steps success 100": ##"""
7f3a9c20 POST /orders → 201   2026-11-22 15:01:50.102 UTC   HttpApi /$default   function orders   t…
 Step        │ Component     │ Action             │ Input              │ Output             │     at
─────────────┼───────────────┼────────────────────┼────────────────────┼────────────────────┼───────
 1 sent      │ Client        │ Sends HTTP request │ POST /orders, 9 B  │ Request received   │ +0.0ms
             │               │                    │ json               │                    │
 2 triggered │ API Gateway   │ Matches POST       │ POST /orders       │ Event 2.0, 79 B,   │ +0.6ms
             │               │ /orders, triggers  │                    │ to orders          │
             │               │ Lambda             │                    │                    │
 3 executed  │ Lambda orders │ Executes function  │ Event, deadline    │ Result, 18 B       │ +1.21s
             │               │ code (cold)        │ 29 s               │                    │
 4 returned  │ API Gateway   │ Maps function      │ Result, 18 B       │ HTTP 201 Created   │ +1.21s
             │               │ result             │                    │                    │
 5 displayed │ Client        │ Receives response  │ HTTP 201, 13 B     │ Displayed (103 B   │ +1.21s
             │               │                    │                    │ delivered)         │
complete · 6 events #48000–#48005      next: track .  explain .  timeline .  logs .
"""##,
"steps success 80": ##"""
7f3a9c20 POST /orders → 201   2026-11-22 15:01:50.102 UTC   HttpApi /$default  …
 Step        │ Component   │ Action       │ Input        │ Output       │     at
─────────────┼─────────────┼──────────────┼──────────────┼──────────────┼───────
 1 sent      │ Client      │ Sends HTTP   │ POST         │ Request      │ +0.0ms
             │             │ request      │ /orders, 9 B │ received     │
             │             │              │ json         │              │
 2 triggered │ API Gateway │ Matches POST │ POST /orders │ Event 2.0,   │ +0.6ms
             │             │ /orders,     │              │ 79 B, to     │
             │             │ triggers La… │              │ orders       │
 3 executed  │ Lambda      │ Executes     │ Event,       │ Result, 18 B │ +1.21s
             │ orders      │ function     │ deadline     │              │
             │             │ code (cold)  │ 29 s         │              │
 4 returned  │ API Gateway │ Maps         │ Result, 18 B │ HTTP 201     │ +1.21s
             │             │ function     │              │ Created      │
             │             │ result       │              │              │
 5 displayed │ Client      │ Receives     │ HTTP 201,    │ Displayed    │ +1.21s
             │             │ response     │ 13 B         │ (103 B       │
             │             │              │              │ delivered)   │
complete · 6 events #48000–#48005
next: track .  explain .  timeline .  logs .
"""##,
"steps timeout 100": ##"""
7f3a9c22 POST /orders → 502   2026-11-22 15:01:52.102 UTC   HttpApi /Prod   function orders   trace…
 Step         │ Component     │ Action            │ Input              │ Output             │     at
──────────────┼───────────────┼───────────────────┼────────────────────┼────────────────────┼───────
 1 sent       │ Client        │ Sends HTTP        │ POST /orders, 9 B  │ Request received   │ +0.0ms
              │               │ request           │ json               │                    │
 2 triggered  │ API Gateway   │ Matches resource  │ POST /orders       │ REST event, 79 B,  │ +0.6ms
              │               │ POST /orders,     │                    │ to orders          │
              │               │ triggers Lambda   │                    │                    │
 3 executed ✗ │ Lambda orders │ Executes function │ Event, deadline    │ Timed out after    │ +3.00s
              │               │ code (cold)       │ 3 s                │ 3 s                │
 4 returned   │ API Gateway   │ Answers for the   │ No result          │ HTTP 502 Bad       │ +3.00s
              │               │ function          │ (timeout)          │ Gateway            │
 5 displayed  │ Client        │ Receives response │ HTTP 502, 36 B     │ Displayed (103 B   │ +3.00s
              │               │                   │                    │ delivered)         │
failed at step 3; step 4 was affected · 6 events #48040–#48045
next: track .  explain .  timeline .  logs .
"""##,
"steps timeout 80": ##"""
7f3a9c22 POST /orders → 502   2026-11-22 15:01:52.102 UTC   HttpApi /Prod   fun…
 Step         │ Component   │ Action      │ Input        │ Output       │     at
──────────────┼─────────────┼─────────────┼──────────────┼──────────────┼───────
 1 sent       │ Client      │ Sends HTTP  │ POST         │ Request      │ +0.0ms
              │             │ request     │ /orders, 9 B │ received     │
              │             │             │ json         │              │
 2 triggered  │ API Gateway │ Matches     │ POST /orders │ REST event,  │ +0.6ms
              │             │ resource    │              │ 79 B, to     │
              │             │ POST /orde… │              │ orders       │
 3 executed ✗ │ Lambda      │ Executes    │ Event,       │ Timed out    │ +3.00s
              │ orders      │ function    │ deadline 3 s │ after 3 s    │
              │             │ code (cold) │              │              │
 4 returned   │ API Gateway │ Answers for │ No result    │ HTTP 502 Bad │ +3.00s
              │             │ the         │ (timeout)    │ Gateway      │
              │             │ function    │              │              │
 5 displayed  │ Client      │ Receives    │ HTTP 502,    │ Displayed    │ +3.00s
              │             │ response    │ 36 B         │ (103 B       │
              │             │             │              │ delivered)   │
failed at step 3; step 4 was affected · 6 events #48040–#48045
next: track .  explain .  timeline .  logs .
"""##,
"steps undecodable 100": ##"""
7f3a9c29 POST /orders → 500   2026-11-22 15:01:59.102 UTC   HttpApi /$default   function orders   t…
 Step         │ Component     │ Action            │ Input             │ Output             │      at
──────────────┼───────────────┼───────────────────┼───────────────────┼────────────────────┼────────
 1 sent       │ Client        │ Sends HTTP        │ POST /orders, 9 B │ Request received   │  +0.0ms
              │               │ request           │ json              │                    │
 2 triggered  │ API Gateway   │ Matches POST      │ POST /orders      │ Event 2.0, 79 B,   │  +0.6ms
              │               │ /orders, triggers │                   │ to orders          │
              │               │ Lambda            │                   │                    │
 3 executed   │ Lambda orders │ Executes function │ Event, deadline   │ Result, 20 B       │ +12.4ms
              │               │ code              │ 29 s              │                    │
 4 returned ✗ │ API Gateway   │ Cannot map        │ Result, 20 B      │ HTTP 500 Internal  │ +12.7ms
              │               │ result:           │                   │ Server Error       │
              │               │ statusCode is no… │                   │                    │
 5 displayed  │ Client        │ Receives response │ HTTP 500, 35 B    │ Displayed (103 B   │ +13.0ms
              │               │                   │                   │ delivered)         │
✗ step 4: statusCode is not a number
failed at step 4: the result could not be mapped · 7 events #48180–#48186
next: track .  explain .  timeline .  logs .
"""##,
"steps undecodable 80": ##"""
7f3a9c29 POST /orders → 500   2026-11-22 15:01:59.102 UTC   HttpApi /$default  …
 Step         │ Component   │ Action      │ Input       │ Output       │      at
──────────────┼─────────────┼─────────────┼─────────────┼──────────────┼────────
 1 sent       │ Client      │ Sends HTTP  │ POST        │ Request      │  +0.0ms
              │             │ request     │ /orders,    │ received     │
              │             │             │ 9 B json    │              │
 2 triggered  │ API Gateway │ Matches     │ POST        │ Event 2.0,   │  +0.6ms
              │             │ POST        │ /orders     │ 79 B, to     │
              │             │ /orders, t… │             │ orders       │
 3 executed   │ Lambda      │ Executes    │ Event,      │ Result, 20 B │ +12.4ms
              │ orders      │ function    │ deadline    │              │
              │             │ code        │ 29 s        │              │
 4 returned ✗ │ API Gateway │ Cannot map  │ Result,     │ HTTP 500     │ +12.7ms
              │             │ result:     │ 20 B        │ Internal     │
              │             │ statusCode… │             │ Server Error │
 5 displayed  │ Client      │ Receives    │ HTTP 500,   │ Displayed    │ +13.0ms
              │             │ response    │ 35 B        │ (103 B       │
              │             │             │             │ delivered)   │
✗ step 4: statusCode is not a number
failed at step 4: the result could not be mapped · 7 events #48180–#48186
next: track .  explain .  timeline .  logs .
"""##,
"steps unsupported 100": ##"""
7f3a9c28 POST /orders → 501   2026-11-22 15:01:58.102 UTC   HttpApi /$default   trace 1-6923c1de-01…
 Step          │ Component   │ Action             │ Input              │ Output             │     at
───────────────┼─────────────┼────────────────────┼────────────────────┼────────────────────┼───────
 1 sent        │ Client      │ Sends HTTP request │ POST /orders, 9 B  │ Request received   │ +0.0ms
               │             │                    │ json               │                    │
 2 triggered ✗ │ API Gateway │ Route needs what   │ POST /orders       │ Refused (not       │ +0.2ms
               │             │ is not supported   │                    │ supported): a JWT  │
               │             │                    │                    │ authorizer, templ… │
 3 executed    │ Lambda      │ —                  │ —                  │ —                  │      —
 4 returned    │ API Gateway │ Answers by itself  │ not supported      │ HTTP 501 Not       │ +0.3ms
               │             │                    │                    │ Implemented        │
 5 displayed   │ Client      │ Receives response  │ HTTP 501, 13 B     │ Displayed (103 B   │ +0.6ms
               │             │                    │                    │ delivered)         │
✗ step 2: not supported: a JWT authorizer, template.yaml:31
refused at step 2 (not supported); step 3 was skipped · 4 events #48160–#48163
next: track .  explain .  timeline .  logs .
"""##,
"steps unsupported 80": ##"""
7f3a9c28 POST /orders → 501   2026-11-22 15:01:58.102 UTC   HttpApi /$default  …
 Step          │ Component   │ Action      │ Input       │ Output       │     at
───────────────┼─────────────┼─────────────┼─────────────┼──────────────┼───────
 1 sent        │ Client      │ Sends HTTP  │ POST        │ Request      │ +0.0ms
               │             │ request     │ /orders,    │ received     │
               │             │             │ 9 B json    │              │
 2 triggered ✗ │ API Gateway │ Route needs │ POST        │ Refused (not │ +0.2ms
               │             │ what is not │ /orders     │ supported):  │
               │             │ supported   │             │ a JWT autho… │
 3 executed    │ Lambda      │ —           │ —           │ —            │      —
 4 returned    │ API Gateway │ Answers by  │ not         │ HTTP 501 Not │ +0.3ms
               │             │ itself      │ supported   │ Implemented  │
 5 displayed   │ Client      │ Receives    │ HTTP 501,   │ Displayed    │ +0.6ms
               │             │ response    │ 13 B        │ (103 B       │
               │             │             │             │ delivered)   │
✗ step 2: not supported: a JWT authorizer, template.yaml:31
refused at step 2 (not supported); step 3 was skipped · 4 events #48160–#48163
next: track .  explain .  timeline .  logs .
"""##,
"steps, explain answered-before-returned 100": ##"""
52000004 POST /orders → 418   2026-11-22 15:01:50.502 UTC   HttpApi /$default   function orders   t…
 Step        │ Component     │ Action            │ Input              │ Output             │      at
─────────────┼───────────────┼───────────────────┼────────────────────┼────────────────────┼────────
 1 sent      │ Client        │ Sends HTTP        │ POST /orders, 9 B  │ Request received   │  +0.0ms
             │               │ request           │ json               │                    │
 2 triggered │ API Gateway   │ Matches POST      │ POST /orders       │ Event 2.0, 79 B,   │  +0.6ms
             │               │ /orders, triggers │                    │ to orders          │
             │               │ Lambda            │                    │                    │
 3 executed  │ Lambda orders │ Executes function │ Event, deadline    │ Result, 18 B       │ +10.0ms
             │               │ code              │ 29 s               │                    │
 4 returned  │ API Gateway   │ Passes on an      │ Answer of ada      │ HTTP 418 I'm a     │  +428ms
             │               │ operator's answer │                    │ teapot             │
 5 displayed │ Client        │ Receives response │ HTTP 418, 6 B      │ Displayed (103 B   │  +428ms
             │               │                   │                    │ delivered)         │
complete · 9 events #180–#188      next: track .  explain .  timeline .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders was warm and gave a result (18 B) after 9.10 ms.
It was held before returned for 417 ms.
ada answered the client with HTTP 418 I'm a teapot.
API Gateway passed that answer on; the client received it 428 ms after it asked.
9 events #180–#188      next: steps .  timeline .  logs .  show .
"""##,
"steps, explain answered-before-returned 80": ##"""
52000004 POST /orders → 418   2026-11-22 15:01:50.502 UTC   HttpApi /$default  …
 Step        │ Component   │ Action      │ Input        │ Output       │      at
─────────────┼─────────────┼─────────────┼──────────────┼──────────────┼────────
 1 sent      │ Client      │ Sends HTTP  │ POST         │ Request      │  +0.0ms
             │             │ request     │ /orders, 9 B │ received     │
             │             │             │ json         │              │
 2 triggered │ API Gateway │ Matches     │ POST /orders │ Event 2.0,   │  +0.6ms
             │             │ POST        │              │ 79 B, to     │
             │             │ /orders, t… │              │ orders       │
 3 executed  │ Lambda      │ Executes    │ Event,       │ Result, 18 B │ +10.0ms
             │ orders      │ function    │ deadline     │              │
             │             │ code        │ 29 s         │              │
 4 returned  │ API Gateway │ Passes on   │ Answer of    │ HTTP 418 I'm │  +428ms
             │             │ an          │ ada          │ a teapot     │
             │             │ operator's… │              │              │
 5 displayed │ Client      │ Receives    │ HTTP 418,    │ Displayed    │  +428ms
             │             │ response    │ 6 B          │ (103 B       │
             │             │             │              │ delivered)   │
complete · 9 events #180–#188      next: track .  explain .  timeline .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders was warm and gave a result (18 B) after 9.10 ms.
It was held before returned for 417 ms.
ada answered the client with HTTP 418 I'm a teapot.
API Gateway passed that answer on; the client received it 428 ms after it asked.
9 events #180–#188      next: steps .  timeline .  logs .  show .
"""##,
"steps, explain held 100": ##"""
52000005 POST /orders → …   2026-11-22 15:01:50.602 UTC   HttpApi /$default   function orders   tra…
 Step        │ Component     │ Action             │ Input              │ Output             │     at
─────────────┼───────────────┼────────────────────┼────────────────────┼────────────────────┼───────
 1 sent      │ Client        │ Sends HTTP request │ POST /orders, 9 B  │ Request received   │ +0.0ms
             │               │                    │ json               │                    │
 2 triggered │ API Gateway   │ Matches POST       │ POST /orders       │ Event 2.0, 79 B,   │ +0.6ms
             │               │ /orders, triggers  │                    │ to orders          │
             │               │ Lambda             │                    │                    │
 3 executed  │ Lambda orders │ —                  │ —                  │ —                  │      —
 4 returned  │ API Gateway   │ —                  │ —                  │ —                  │      —
 5 displayed │ Client        │ —                  │ —                  │ —                  │      —
in progress, held before executed (b1) · 3 events #200–#202
next: track .  explain .  timeline .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders has not got the event yet.
It is held before executed.
The client has no answer yet.
3 events #200–#202      next: steps .  timeline .  logs .  show .
"""##,
"steps, explain held 80": ##"""
52000005 POST /orders → …   2026-11-22 15:01:50.602 UTC   HttpApi /$default   f…
 Step        │ Component   │ Action       │ Input        │ Output       │     at
─────────────┼─────────────┼──────────────┼──────────────┼──────────────┼───────
 1 sent      │ Client      │ Sends HTTP   │ POST         │ Request      │ +0.0ms
             │             │ request      │ /orders, 9 B │ received     │
             │             │              │ json         │              │
 2 triggered │ API Gateway │ Matches POST │ POST /orders │ Event 2.0,   │ +0.6ms
             │             │ /orders,     │              │ 79 B, to     │
             │             │ triggers La… │              │ orders       │
 3 executed  │ Lambda      │ —            │ —            │ —            │      —
             │ orders      │              │              │              │
 4 returned  │ API Gateway │ —            │ —            │ —            │      —
 5 displayed │ Client      │ —            │ —            │ —            │      —
in progress, held before executed (b1) · 3 events #200–#202
next: track .  explain .  timeline .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders has not got the event yet.
It is held before executed.
The client has no answer yet.
3 events #200–#202      next: steps .  timeline .  logs .  show .
"""##,
"steps, explain held-interrupted 100": ##"""
52000006 POST /orders   2026-11-22 15:01:50.702 UTC   HttpApi /$default   function orders   trace 1…
 Step        │ Component     │ Action             │ Input              │ Output             │     at
─────────────┼───────────────┼────────────────────┼────────────────────┼────────────────────┼───────
 1 sent      │ Client        │ Sends HTTP request │ POST /orders, 9 B  │ Request received   │ +0.0ms
             │               │                    │ json               │                    │
 2 triggered │ API Gateway   │ Matches POST       │ POST /orders       │ Event 2.0, 79 B,   │ +0.6ms
             │               │ /orders, triggers  │                    │ to orders          │
             │               │ Lambda             │                    │                    │
 3 executed  │ Lambda orders │ —                  │ —                  │ —                  │      —
 4 returned  │ API Gateway   │ —                  │ —                  │ —                  │      —
 5 displayed │ Client        │ —                  │ —                  │ —                  │      —
interrupted after step 2, held before executed: the service stopped · 4 events #220–#223
next: track .  explain .  timeline .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders had not got the event when the service stopped.
It was held before executed when the service stopped.
The client got no answer.
It was interrupted before step 3 (executed).
4 events #220–#223      next: steps .  timeline .  logs .  show .
"""##,
"steps, explain held-interrupted 80": ##"""
52000006 POST /orders   2026-11-22 15:01:50.702 UTC   HttpApi /$default   funct…
 Step        │ Component   │ Action       │ Input        │ Output       │     at
─────────────┼─────────────┼──────────────┼──────────────┼──────────────┼───────
 1 sent      │ Client      │ Sends HTTP   │ POST         │ Request      │ +0.0ms
             │             │ request      │ /orders, 9 B │ received     │
             │             │              │ json         │              │
 2 triggered │ API Gateway │ Matches POST │ POST /orders │ Event 2.0,   │ +0.6ms
             │             │ /orders,     │              │ 79 B, to     │
             │             │ triggers La… │              │ orders       │
 3 executed  │ Lambda      │ —            │ —            │ —            │      —
             │ orders      │              │              │              │
 4 returned  │ API Gateway │ —            │ —            │ —            │      —
 5 displayed │ Client      │ —            │ —            │ —            │      —
interrupted after step 2, held before executed: the service stopped · 4 events
#220–#223
next: track .  explain .  timeline .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders had not got the event when the service stopped.
It was held before executed when the service stopped.
The client got no answer.
It was interrupted before step 3 (executed).
4 events #220–#223      next: steps .  timeline .  logs .  show .
"""##,
"steps, explain injected-disconnect 100": ##"""
52000009 POST /orders → 201   2026-11-22 15:01:51.002 UTC   HttpApi /$default   function orders   t…
 Step          │ Component     │ Action            │ Input             │ Output            │      at
───────────────┼───────────────┼───────────────────┼───────────────────┼───────────────────┼────────
 1 sent        │ Client        │ Sends HTTP        │ POST /orders, 9 B │ Request received  │  +0.0ms
               │               │ request           │ json              │                   │
 2 triggered   │ API Gateway   │ Matches POST      │ POST /orders      │ Event 2.0, 79 B,  │  +0.6ms
               │               │ /orders, triggers │                   │ to orders         │
               │               │ Lambda            │                   │                   │
 3 executed    │ Lambda orders │ Executes function │ Event, deadline   │ Result, 18 B      │ +10.0ms
               │               │ code              │ 29 s              │                   │
 4 returned    │ API Gateway   │ Maps function     │ Result, 18 B      │ HTTP 201 Created  │ +10.1ms
               │               │ result            │                   │                   │
 5 abandoned ✗ │ Client        │ Goes away before  │ HTTP 201, 13 B    │ Abandoned after   │ +10.5ms
               │               │ the end           │                   │ 10.4 ms           │
abandoned at step 5: the client went away; injected: disconnect · 7 events #280–#286
next: track .  explain .  timeline .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders was warm and gave a result (18 B) after 9.10 ms.
ada had this go wrong on purpose: the loss of the client's connection.
API Gateway mapped the result to HTTP 201 Created (13 B); the client went away 10.4 ms after it
asked and did not get all of it.
It was abandoned at step 5 (displayed).
Likely cause: ada injected it: disconnect (i1)
7 events #280–#286      next: steps .  timeline .  logs .  show .
"""##,
"steps, explain injected-disconnect 80": ##"""
52000009 POST /orders → 201   2026-11-22 15:01:51.002 UTC   HttpApi /$default  …
 Step          │ Component   │ Action      │ Input       │ Output      │      at
───────────────┼─────────────┼─────────────┼─────────────┼─────────────┼────────
 1 sent        │ Client      │ Sends HTTP  │ POST        │ Request     │  +0.0ms
               │             │ request     │ /orders,    │ received    │
               │             │             │ 9 B json    │             │
 2 triggered   │ API Gateway │ Matches     │ POST        │ Event 2.0,  │  +0.6ms
               │             │ POST        │ /orders     │ 79 B, to    │
               │             │ /orders, t… │             │ orders      │
 3 executed    │ Lambda      │ Executes    │ Event,      │ Result,     │ +10.0ms
               │ orders      │ function    │ deadline    │ 18 B        │
               │             │ code        │ 29 s        │             │
 4 returned    │ API Gateway │ Maps        │ Result,     │ HTTP 201    │ +10.1ms
               │             │ function    │ 18 B        │ Created     │
               │             │ result      │             │             │
 5 abandoned ✗ │ Client      │ Goes away   │ HTTP 201,   │ Abandoned   │ +10.5ms
               │             │ before the  │ 13 B        │ after       │
               │             │ end         │             │ 10.4 ms     │
abandoned at step 5: the client went away; injected: disconnect · 7 events
#280–#286
next: track .  explain .  timeline .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders was warm and gave a result (18 B) after 9.10 ms.
ada had this go wrong on purpose: the loss of the client's connection.
API Gateway mapped the result to HTTP 201 Created (13 B); the client went away
10.4 ms after it asked and did not get all of it.
It was abandoned at step 5 (displayed).
Likely cause: ada injected it: disconnect (i1)
7 events #280–#286      next: steps .  timeline .  logs .  show .
"""##,
"steps, explain injected-error 100": ##"""
52000007 POST /orders → 500   2026-11-22 15:01:50.802 UTC   HttpApi /$default   function orders   t…
 Step         │ Component     │ Action            │ Input              │ Output             │     at
──────────────┼───────────────┼───────────────────┼────────────────────┼────────────────────┼───────
 1 sent       │ Client        │ Sends HTTP        │ POST /orders, 9 B  │ Request received   │ +0.0ms
              │               │ request           │ json               │                    │
 2 triggered  │ API Gateway   │ Matches POST      │ POST /orders       │ Event 2.0, 79 B,   │ +0.6ms
              │               │ /orders, triggers │                    │ to orders          │
              │               │ Lambda            │                    │                    │
 3 executed ✗ │ Lambda orders │ Is not run        │ Event              │ Injected: injected │ +1.0ms
              │               │                   │                    │ by i1              │
 4 returned   │ API Gateway   │ Maps function     │ Unhandled error,   │ HTTP 500 Internal  │ +1.1ms
              │               │ error             │ 56 B               │ Server Error       │
 5 displayed  │ Client        │ Receives response │ HTTP 500, 13 B     │ Displayed (103 B   │ +1.5ms
              │               │                   │                    │ delivered)         │
failed at step 3; step 4 was affected; injected: error · 6 events #240–#245
next: track .  explain .  timeline .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders did not run: Injected: injected by i1.
ada had this go wrong on purpose: an error of the function, which did not run.
Because the function returned no response, API Gateway answered 500 {"id":"o-19"}; the client
received it 1.50 ms after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: ada injected it: error (i1)
6 events #240–#245      next: steps .  timeline .  logs .  show .
"""##,
"steps, explain injected-error 80": ##"""
52000007 POST /orders → 500   2026-11-22 15:01:50.802 UTC   HttpApi /$default  …
 Step         │ Component   │ Action      │ Input        │ Output       │     at
──────────────┼─────────────┼─────────────┼──────────────┼──────────────┼───────
 1 sent       │ Client      │ Sends HTTP  │ POST         │ Request      │ +0.0ms
              │             │ request     │ /orders, 9 B │ received     │
              │             │             │ json         │              │
 2 triggered  │ API Gateway │ Matches     │ POST /orders │ Event 2.0,   │ +0.6ms
              │             │ POST        │              │ 79 B, to     │
              │             │ /orders, t… │              │ orders       │
 3 executed ✗ │ Lambda      │ Is not run  │ Event        │ Injected:    │ +1.0ms
              │ orders      │             │              │ injected by  │
              │             │             │              │ i1           │
 4 returned   │ API Gateway │ Maps        │ Unhandled    │ HTTP 500     │ +1.1ms
              │             │ function    │ error, 56 B  │ Internal     │
              │             │ error       │              │ Server Error │
 5 displayed  │ Client      │ Receives    │ HTTP 500,    │ Displayed    │ +1.5ms
              │             │ response    │ 13 B         │ (103 B       │
              │             │             │              │ delivered)   │
failed at step 3; step 4 was affected; injected: error · 6 events #240–#245
next: track .  explain .  timeline .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders did not run: Injected: injected by i1.
ada had this go wrong on purpose: an error of the function, which did not run.
Because the function returned no response, API Gateway answered 500
{"id":"o-19"}; the client received it 1.50 ms after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: ada injected it: error (i1)
6 events #240–#245      next: steps .  timeline .  logs .  show .
"""##,
"steps, explain injected-throttle 100": ##"""
52000008 POST /orders → 503   2026-11-22 15:01:50.902 UTC   HttpApi /$default   function orders   t…
 Step         │ Component     │ Action            │ Input              │ Output             │     at
──────────────┼───────────────┼───────────────────┼────────────────────┼────────────────────┼───────
 1 sent       │ Client        │ Sends HTTP        │ POST /orders, 9 B  │ Request received   │ +0.0ms
              │               │ request           │ json               │                    │
 2 triggered  │ API Gateway   │ Matches POST      │ POST /orders       │ Event 2.0, 79 B,   │ +0.6ms
              │               │ /orders, triggers │                    │ to orders          │
              │               │ Lambda            │                    │                    │
 3 executed ✗ │ Lambda orders │ Is not run        │ Event              │ Throttled: no      │ +1.0ms
              │               │                   │                    │ environment free   │
 4 returned   │ API Gateway   │ Answers for the   │ No result          │ HTTP 503 Service   │ +1.2ms
              │               │ function          │ (throttled)        │ Unavailable        │
 5 displayed  │ Client        │ Receives response │ HTTP 503, 13 B     │ Displayed (103 B   │ +1.5ms
              │               │                   │                    │ delivered)         │
failed at step 3; step 4 was affected; injected: throttle · 6 events #260–#265
next: track .  explain .  timeline .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders was not run: it was throttled (on purpose).
ada had this go wrong on purpose: a throttled function.
Because no answer came, API Gateway answered 503 {"id":"o-19"}; the client received it 1.50 ms after
it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: ada injected it: throttle (i1)
6 events #260–#265      next: steps .  timeline .  logs .  show .
"""##,
"steps, explain injected-throttle 80": ##"""
52000008 POST /orders → 503   2026-11-22 15:01:50.902 UTC   HttpApi /$default  …
 Step         │ Component   │ Action      │ Input        │ Output       │     at
──────────────┼─────────────┼─────────────┼──────────────┼──────────────┼───────
 1 sent       │ Client      │ Sends HTTP  │ POST         │ Request      │ +0.0ms
              │             │ request     │ /orders, 9 B │ received     │
              │             │             │ json         │              │
 2 triggered  │ API Gateway │ Matches     │ POST /orders │ Event 2.0,   │ +0.6ms
              │             │ POST        │              │ 79 B, to     │
              │             │ /orders, t… │              │ orders       │
 3 executed ✗ │ Lambda      │ Is not run  │ Event        │ Throttled:   │ +1.0ms
              │ orders      │             │              │ no           │
              │             │             │              │ environment… │
 4 returned   │ API Gateway │ Answers for │ No result    │ HTTP 503     │ +1.2ms
              │             │ the         │ (throttled)  │ Service      │
              │             │ function    │              │ Unavailable  │
 5 displayed  │ Client      │ Receives    │ HTTP 503,    │ Displayed    │ +1.5ms
              │             │ response    │ 13 B         │ (103 B       │
              │             │             │              │ delivered)   │
failed at step 3; step 4 was affected; injected: throttle · 6 events #260–#265
next: track .  explain .  timeline .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders was not run: it was throttled (on purpose).
ada had this go wrong on purpose: a throttled function.
Because no answer came, API Gateway answered 503 {"id":"o-19"}; the client
received it 1.50 ms after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: ada injected it: throttle (i1)
6 events #260–#265      next: steps .  timeline .  logs .  show .
"""##,
"steps, explain killed-before-displayed 100": ##"""
52000003 POST /orders → 503   2026-11-22 15:01:50.402 UTC   HttpApi /$default   function orders   t…
 Step         │ Component     │ Action            │ Input             │ Output             │      at
──────────────┼───────────────┼───────────────────┼───────────────────┼────────────────────┼────────
 1 sent       │ Client        │ Sends HTTP        │ POST /orders, 9 B │ Request received   │  +0.0ms
              │               │ request           │ json              │                    │
 2 triggered  │ API Gateway   │ Matches POST      │ POST /orders      │ Event 2.0, 79 B,   │  +0.6ms
              │               │ /orders, triggers │                   │ to orders          │
              │               │ Lambda            │                   │                    │
 3 executed   │ Lambda orders │ Executes function │ Event, deadline   │ Result, 18 B       │ +10.0ms
              │               │ code              │ 29 s              │                    │
 4 returned ✗ │ API Gateway   │ Maps function     │ Result, 18 B      │ HTTP 201 Created,  │ +10.1ms
              │               │ result            │                   │ then HTTP 503      │
              │               │                   │                   │ Service Unavailab… │
 5 displayed  │ Client        │ Receives response │ HTTP 503, 61 B    │ Displayed (103 B   │  +428ms
              │               │                   │                   │ delivered)         │
ended by an operator at step 4 · 9 events #160–#168
next: track .  explain .  timeline .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders was warm and gave a result (18 B) after 9.10 ms.
It was held before displayed for 417 ms, and ada ended it.
ada answered the client with HTTP 503 Service Unavailable.
API Gateway mapped the result to HTTP 201 Created (13 B); what left was HTTP 503 Service Unavailable
{"message":"Service Unavailable: an operator ended the flow"}; the client received it 428 ms after
it asked.
Likely cause: an operator ended it
1 other flow failed the same way in the last hour: ls where cause = "killed" and function = "orders"
9 events #160–#168      next: steps .  timeline .  logs .  show .
"""##,
"steps, explain killed-before-displayed 80": ##"""
52000003 POST /orders → 503   2026-11-22 15:01:50.402 UTC   HttpApi /$default  …
 Step         │ Component   │ Action      │ Input       │ Output       │      at
──────────────┼─────────────┼─────────────┼─────────────┼──────────────┼────────
 1 sent       │ Client      │ Sends HTTP  │ POST        │ Request      │  +0.0ms
              │             │ request     │ /orders,    │ received     │
              │             │             │ 9 B json    │              │
 2 triggered  │ API Gateway │ Matches     │ POST        │ Event 2.0,   │  +0.6ms
              │             │ POST        │ /orders     │ 79 B, to     │
              │             │ /orders, t… │             │ orders       │
 3 executed   │ Lambda      │ Executes    │ Event,      │ Result, 18 B │ +10.0ms
              │ orders      │ function    │ deadline    │              │
              │             │ code        │ 29 s        │              │
 4 returned ✗ │ API Gateway │ Maps        │ Result,     │ HTTP 201     │ +10.1ms
              │             │ function    │ 18 B        │ Created,     │
              │             │ result      │             │ then HTTP 5… │
 5 displayed  │ Client      │ Receives    │ HTTP 503,   │ Displayed    │  +428ms
              │             │ response    │ 61 B        │ (103 B       │
              │             │             │             │ delivered)   │
ended by an operator at step 4 · 9 events #160–#168
next: track .  explain .  timeline .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders was warm and gave a result (18 B) after 9.10 ms.
It was held before displayed for 417 ms, and ada ended it.
ada answered the client with HTTP 503 Service Unavailable.
API Gateway mapped the result to HTTP 201 Created (13 B); what left was HTTP 503
Service Unavailable {"message":"Service Unavailable: an operator ended the
flow"}; the client received it 428 ms after it asked.
Likely cause: an operator ended it
1 other flow failed the same way in the last hour: ls where cause = "killed" and
function = "orders"
9 events #160–#168      next: steps .  timeline .  logs .  show .
"""##,
"steps, explain killed-before-executed 100": ##"""
52000002 POST /orders → 503   2026-11-22 15:01:50.302 UTC   HttpApi /$default   function orders   t…
 Step         │ Component     │ Action            │ Input              │ Output             │     at
──────────────┼───────────────┼───────────────────┼────────────────────┼────────────────────┼───────
 1 sent       │ Client        │ Sends HTTP        │ POST /orders, 9 B  │ Request received   │ +0.0ms
              │               │ request           │ json               │                    │
 2 triggered  │ API Gateway   │ Matches POST      │ POST /orders       │ Event 2.0, 79 B,   │ +0.6ms
              │               │ /orders, triggers │                    │ to orders          │
              │               │ Lambda            │                    │                    │
 3 executed ✗ │ Lambda orders │ Is not run        │ Event              │ Killed by an       │ +418ms
              │               │                   │                    │ operator           │
 4 returned   │ API Gateway   │ Answers by itself │ Ended by ada       │ HTTP 503 Service   │ +418ms
              │               │                   │                    │ Unavailable        │
 5 displayed  │ Client        │ Receives response │ HTTP 503, 61 B     │ Displayed (103 B   │ +418ms
              │               │                   │                    │ delivered)         │
ended by an operator at step 3 · 7 events #140–#146
next: track .  explain .  timeline .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders was not run: an operator ended the request.
It was held before executed for 417 ms, and ada ended it.
API Gateway answered 503 {"message":"Service Unavailable: an operator ended the flow"}; the client
received it 418 ms after it asked.
Likely cause: an operator ended it
1 other flow failed the same way in the last hour: ls where cause = "killed" and function = "orders"
7 events #140–#146      next: steps .  timeline .  logs .  show .
"""##,
"steps, explain killed-before-executed 80": ##"""
52000002 POST /orders → 503   2026-11-22 15:01:50.302 UTC   HttpApi /$default  …
 Step         │ Component   │ Action      │ Input        │ Output       │     at
──────────────┼─────────────┼─────────────┼──────────────┼──────────────┼───────
 1 sent       │ Client      │ Sends HTTP  │ POST         │ Request      │ +0.0ms
              │             │ request     │ /orders, 9 B │ received     │
              │             │             │ json         │              │
 2 triggered  │ API Gateway │ Matches     │ POST /orders │ Event 2.0,   │ +0.6ms
              │             │ POST        │              │ 79 B, to     │
              │             │ /orders, t… │              │ orders       │
 3 executed ✗ │ Lambda      │ Is not run  │ Event        │ Killed by an │ +418ms
              │ orders      │             │              │ operator     │
 4 returned   │ API Gateway │ Answers by  │ Ended by ada │ HTTP 503     │ +418ms
              │             │ itself      │              │ Service      │
              │             │             │              │ Unavailable  │
 5 displayed  │ Client      │ Receives    │ HTTP 503,    │ Displayed    │ +418ms
              │             │ response    │ 61 B         │ (103 B       │
              │             │             │              │ delivered)   │
ended by an operator at step 3 · 7 events #140–#146
next: track .  explain .  timeline .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders was not run: an operator ended the request.
It was held before executed for 417 ms, and ada ended it.
API Gateway answered 503 {"message":"Service Unavailable: an operator ended the
flow"}; the client received it 418 ms after it asked.
Likely cause: an operator ended it
1 other flow failed the same way in the last hour: ls where cause = "killed" and
function = "orders"
7 events #140–#146      next: steps .  timeline .  logs .  show .
"""##,
"steps, explain killed-before-triggered 100": ##"""
52000001 POST /orders → 503   2026-11-22 15:01:50.202 UTC   HttpApi /$default   trace 1-6923c1de-01…
 Step          │ Component   │ Action             │ Input              │ Output             │     at
───────────────┼─────────────┼────────────────────┼────────────────────┼────────────────────┼───────
 1 sent        │ Client      │ Sends HTTP request │ POST /orders, 9 B  │ Request received   │ +0.0ms
               │             │                    │ json               │                    │
 2 triggered ✗ │ API Gateway │ Ends the request   │ POST /orders       │ Ended by ada       │ +418ms
 3 executed    │ Lambda      │ —                  │ —                  │ —                  │      —
 4 returned    │ API Gateway │ Answers by itself  │ Ended by ada       │ HTTP 503 Service   │ +418ms
               │             │                    │                    │ Unavailable        │
 5 displayed   │ Client      │ Receives response  │ HTTP 503, 61 B     │ Displayed (103 B   │ +418ms
               │             │                    │                    │ delivered)         │
ended by an operator at step 2 · 6 events #120–#125
next: track .  explain .  timeline .  logs .
The client sent POST /orders (9 B, JSON).
The function was not run: killed by an operator.
It was held before triggered for 417 ms, and ada ended it.
API Gateway answered 503 {"message":"Service Unavailable: an operator ended the flow"}; the client
received it 418 ms after it asked.
Likely cause: an operator ended it
6 events #120–#125      next: steps .  timeline .  logs .  show .
"""##,
"steps, explain killed-before-triggered 80": ##"""
52000001 POST /orders → 503   2026-11-22 15:01:50.202 UTC   HttpApi /$default  …
 Step          │ Component   │ Action      │ Input       │ Output       │     at
───────────────┼─────────────┼─────────────┼─────────────┼──────────────┼───────
 1 sent        │ Client      │ Sends HTTP  │ POST        │ Request      │ +0.0ms
               │             │ request     │ /orders,    │ received     │
               │             │             │ 9 B json    │              │
 2 triggered ✗ │ API Gateway │ Ends the    │ POST        │ Ended by ada │ +418ms
               │             │ request     │ /orders     │              │
 3 executed    │ Lambda      │ —           │ —           │ —            │      —
 4 returned    │ API Gateway │ Answers by  │ Ended by    │ HTTP 503     │ +418ms
               │             │ itself      │ ada         │ Service      │
               │             │             │             │ Unavailable  │
 5 displayed   │ Client      │ Receives    │ HTTP 503,   │ Displayed    │ +418ms
               │             │ response    │ 61 B        │ (103 B       │
               │             │             │             │ delivered)   │
ended by an operator at step 2 · 6 events #120–#125
next: track .  explain .  timeline .  logs .
The client sent POST /orders (9 B, JSON).
The function was not run: killed by an operator.
It was held before triggered for 417 ms, and ada ended it.
API Gateway answered 503 {"message":"Service Unavailable: an operator ended the
flow"}; the client received it 418 ms after it asked.
Likely cause: an operator ended it
6 events #120–#125      next: steps .  timeline .  logs .  show .
"""##,
"tail": ##"""
● 15:01:51 7f3a9c20 POST /orders 201 1.21 s
● 15:01:52 7f3a9c21 POST /orders 500 1.21 s KeyError: 'sku'
● 15:01:55 7f3a9c22 POST /orders 502 3.00 s function timed out after 3 s
● 15:01:53 7f3a9c23 POST /orders 500 141 ms Runtime.ImportModuleError: Unable to import module 'app': No module named 'requests'
● 15:01:54 7f3a9c24 POST /orders 500 21.0 ms process exited
● 15:01:55 7f3a9c25 POST /orders 500 21.0 ms process was killed
● 15:01:56 7f3a9c26 GET /nope 404 0.6 ms no route
● 15:01:57 7f3a9c27 GET /nope 403 0.6 ms no route
● 15:01:58 7f3a9c28 POST /orders 501 0.6 ms not supported
● 15:01:59 7f3a9c29 POST /orders 500 13.0 ms result is no valid response
● 15:02:01 7f3a9c2a POST /orders 200 901 ms client went away
● 15:03:01 7f3a9c2b POST /orders interrupted 1m 00s service stopped in the middle
● 15:02:03 7f3a9c2d Invoke orders 200 40.6 ms
● 15:03:04 7f3a9c2e Event orders 202 1m 00s
● 15:02:35 7f3a9c2f POST /orders 503 30.0 s gateway gave up after 30 s
"""##,
"timeline -v abandoned": ##"""
7f3a9c2a POST /orders → 200   2026-11-22 15:02:00.102 UTC   HttpApi /$default   function orders   t…
              0 ms                     500               901
 sent         ▏                                               0.6 ms   route POST /orders
 triggered    ▏                                               0.3 ms   queue 0.21 ms
 · +0.9ms  started: warm environment, waited 0.21 ms, process 4711, 2026/11/22/[$LATEST]0123456789a…
 executed     █████████████████████████████████████████████▉  899 ms
 returned                                                  ▏  0.5 ms   HTTP 200 OK
 abandoned ✗                                               ▏  0.5 ms   client went away after 901 ms
critical path: executed 100 % of 901 ms
abandoned at step 5: the client went away · 6 events #48200–#48205
next: steps .  explain .  logs .
"""##,
"timeline -v asynchronous": ##"""
7f3a9c2e Invoke orders (Event) → 202   2026-11-22 15:02:04.102 UTC   function orders   trace 1-6923…
                0 s                  30                  60
 sent           ▏                                             0.4 ms
 displayed      ▏                                             0.3 ms   103 B
 triggered      ▏                                               0 ms
 init           ▏                                             0.2 ms   cold start
 · +1.1ms  started: cold start, waited 0.21 ms, process 4711, 2026/11/22/[$LATEST]0123456789abcdef0…
 executed ✗     ▏                                            28.9 ms   ValueError: no
 2.2 retried    ███████████████████████████████████████████   1m 00s   delay before the next attempt
 · +30.2ms  retried: attempt 2 in 60 s
 2.2 triggered                                            ▏   0.3 ms   queue 0.21 ms
 · +1m 00s  started: warm environment, waited 0.21 ms, process 4711, 2026/11/22/[$LATEST]0123456789…
 3.2 executed                                             ▏  19.7 ms
critical path: 2.2 retried 100 % of 1m 00s
complete after 2 attempts · 10 events #48280–#48289      next: steps .  explain .  logs .
"""##,
"timeline -v direct": ##"""
7f3a9c2d Invoke orders → 200   2026-11-22 15:02:03.102 UTC   function orders   trace 1-6923c1de-012…
            0 ms                            20                             41
 sent       █                                                                   0.6 ms
 triggered  ▏                                                                     0 ms
 init       ▌                                                                   0.3 ms   cold start
 · +0.9ms  started: cold start, waited 0.21 ms, process 4711, 2026/11/22/[$LATEST]0123456789abcdef0…
 executed    ██████████████████████████████████████████████████████████████▋   39.1 ms
 returned                                                                   ▌   0.3 ms   HTTP 200 OK
 displayed                                                                  ▌   0.3 ms   103 B
critical path: executed 96 %, sent 1 %, init 1 %, returned 1 % of 40.6 ms
complete · 6 events #48260–#48265      next: steps .  explain .  logs .
"""##,
"timeline -v exit": ##"""
7f3a9c24 POST /orders → 500   2026-11-22 15:01:54.102 UTC   HttpApi /$default   function orders   t…
             0 ms                 10                    21
 sent        █▎                                              0.6 ms   route POST /orders
 triggered    ▋                                              0.3 ms   queue 0.21 ms
 · +0.9ms  started: warm environment, waited 0.21 ms, process 4711, 2026/11/22/[$LATEST]0123456789a…
 executed ✗   ████████████████████████████████████████▉     19.1 ms   Process exited (status 3)
 returned                                              █▏    0.5 ms   HTTP 500 Internal Server Error
 displayed                                              █▏   0.5 ms   103 B
critical path: executed 91 %, sent 3 %, returned 2 %, displayed 2 % of 21.0 ms
failed at step 3; step 4 was affected · 6 events #48080–#48085      next: steps .  explain .  logs .
"""##,
"timeline -v handler-error": ##"""
7f3a9c21 POST /orders → 500   2026-11-22 15:01:51.102 UTC   HttpApi /$default   function orders   t…
             0 ms                            1211
 sent        ▏                                     0.6 ms   route POST /orders
 triggered   ▏                                       0 ms
 init        ▏                                     0.3 ms   cold start
 · +0.9ms  started: cold start, waited 0.21 ms, process 4711, 2026/11/22/[$LATEST]0123456789abcdef0…
 executed ✗  ████████████████████████████████████  1.21 s   KeyError: 'sku' (app.py:41) · 1 log line
 returned                                       ▏  0.5 ms   HTTP 500 Internal Server Error
 displayed                                      ▏  0.7 ms   103 B
critical path: executed 100 % of 1.21 s
failed at step 3; step 4 was affected · 6 events #48020–#48025      next: steps .  explain .  logs .
"""##,
"timeline -v init-error": ##"""
7f3a9c23 POST /orders → 500   2026-11-22 15:01:53.102 UTC   HttpApi /$default   function orders   t…
            0 ms                     100     141
 sent       ▏                                      0.6 ms   route POST /orders
 triggered  ▍                                     1.71 ms
 init ✗     ███████████████████████████████████▏   138 ms   Init failed: Runtime.ImportModuleError:…
 returned                                      ▏   0.5 ms   HTTP 500 Internal Server Error
 displayed                                     ▏   0.5 ms   103 B
critical path: init 98 %, triggered 1 % of 141 ms
failed at step 3; step 4 was affected · 5 events #48060–#48064      next: steps .  explain .  logs .
"""##,
"timeline -v interrupted": ##"""
7f3a9c2b POST /orders   2026-11-22 15:02:01.102 UTC   HttpApi /$default   function orders   trace 1…
            0 ms               0.300               0.600          0.900
 sent       ███████████████████████████████████████▍                     0.6 ms   route POST /orders
 triggered                                         ███████████████████▋  0.3 ms   queue 0.21 ms
 · +0.9ms  started: warm environment, waited 0.21 ms, process 4711, 2026/11/22/[$LATEST]0123456789a…
 executed                                                             ▏    0 ms   interrupted
 · +1m 00s  interrupted: found unfinished when the service came back
critical path: sent 67 %, triggered 33 % of 0.9 ms
interrupted after step 2: the service stopped · 4 events #48220–#48223
next: steps .  explain .  logs .
"""##,
"timeline -v late-result": ##"""
7f3a9c2f POST /orders → 503   2026-11-22 15:02:05.102 UTC   HttpApi /$default   function orders   t…
             0 s                    20         30
 sent        ▏                                     0.6 ms   route POST /orders
 triggered   ▏                                     0.3 ms   queue 0.21 ms
 · +0.9ms  started: warm environment, waited 0.21 ms, process 4711, 2026/11/22/[$LATEST]0123456789a…
 executed ✗  ████████████████████████████████████  30.0 s   No answer when the gateway gave up afte…
 returned                                       ▏  0.4 ms   HTTP 503 Service Unavailable
 displayed                                      ▏  0.5 ms   103 B
 · +33.0s  lateResult: result, 18 B after 33.0 s; the client had its answer already
critical path: executed 100 % of 30.0 s
failed at step 3; step 4 was affected · 7 events #48300–#48306      next: steps .  explain .  logs .
"""##,
"timeline -v no-route-http": ##"""
7f3a9c26 GET /nope → 404   2026-11-22 15:01:56.102 UTC   HttpApi /$default   trace 1-6923c1de-01234…
             0 ms               0.200              0.400          0.600
 rejected ✗  ███████████████████▍                                        0.2 ms   no route
 returned                       █████████▋                               0.1 ms   HTTP 404 Not Found
 displayed                                █████████████████████████████  0.3 ms   103 B
critical path: displayed 50 %, rejected 33 %, returned 17 % of 0.6 ms
refused at step 2 (no route); step 3 was skipped · 4 events #48120–#48123
next: steps .  explain .  logs .
"""##,
"timeline -v no-route-rest": ##"""
7f3a9c27 GET /nope → 403   2026-11-22 15:01:57.102 UTC   HttpApi /Prod   trace 1-6923c1de-012345678…
             0 ms               0.200              0.400          0.600
 rejected ✗  ███████████████████▍                                        0.2 ms   no route
 returned                       █████████▋                               0.1 ms   HTTP 403 Forbidden
 displayed                                █████████████████████████████  0.3 ms   103 B
critical path: displayed 50 %, rejected 33 %, returned 17 % of 0.6 ms
refused at step 2 (no route); step 3 was skipped · 4 events #48140–#48143
next: steps .  explain .  logs .
"""##,
"timeline -v running": ##"""
7f3a9c2c POST /orders → …   2026-11-22 15:02:02.102 UTC   HttpApi /$default   function orders   tra…
            0 ms             0.300             0.600        0.900
 sent       ███████████████████████████████████▍                    0.6 ms   route POST /orders
 triggered                                     █████▎              0.09 ms
 init                                               ████████████▍  0.21 ms   cold start, and waiting
 · +0.9ms  started: cold start, waited 0.21 ms, process 4711, 2026/11/22/[$LATEST]0123456789abcdef0…
 executed                                                       ▏     0 ms   running
critical path: sent 67 %, init 23 %, triggered 10 % of 0.9 ms
in progress, waiting for step 3 executed · 3 events #48240–#48242
next: steps .  explain .  logs .
"""##,
"timeline -v signal": ##"""
7f3a9c25 POST /orders → 500   2026-11-22 15:01:55.102 UTC   HttpApi /$default   function orders   t…
             0 ms                 10                    21
 sent        █▎                                              0.6 ms   route POST /orders
 triggered    ▋                                              0.3 ms   queue 0.21 ms
 · +0.9ms  started: warm environment, waited 0.21 ms, process 4711, 2026/11/22/[$LATEST]0123456789a…
 executed ✗   ████████████████████████████████████████▉     19.1 ms   Process killed (SIGKILL)
 returned                                              █▏    0.5 ms   HTTP 500 Internal Server Error
 displayed                                              █▏   0.5 ms   103 B
critical path: executed 91 %, sent 3 %, returned 2 %, displayed 2 % of 21.0 ms
failed at step 3; step 4 was affected · 6 events #48100–#48105      next: steps .  explain .  logs .
"""##,
"timeline -v success": ##"""
7f3a9c20 POST /orders → 201   2026-11-22 15:01:50.102 UTC   HttpApi /$default   function orders   t…
            0 ms                    500                     1000   1211
 sent       ▏                                                            0.6 ms   route POST /orders
 triggered  ▏                                                              0 ms
 init       ▏                                                            0.3 ms   cold start
 · +0.9ms  started: cold start, waited 0.21 ms, process 4711, 2026/11/22/[$LATEST]0123456789abcdef0…
 executed   ██████████████████████████████████████████████████████████▉  1.21 s   2 log lines
 returned                                                             ▏  0.5 ms   HTTP 201 Created
 displayed                                                            ▏  0.7 ms   103 B
critical path: executed 100 % of 1.21 s
complete · 6 events #48000–#48005      next: steps .  explain .  logs .
"""##,
"timeline -v timeout": ##"""
7f3a9c22 POST /orders → 502   2026-11-22 15:01:52.102 UTC   HttpApi /Prod   function orders   trace…
             0 ms                              2000          3002
 sent        ▏                                                      0.6 ms   route POST /orders
 triggered   ▏                                                     0.09 ms
 init        ▏                                                     0.21 ms   cold start, and waiting
 · +0.9ms  started: cold start, waited 0.21 ms, process 4711, 2026/11/22/[$LATEST]0123456789abcdef0…
 executed ✗  ████████████████████████████████████████████████████   3.00 s   Timed out after 3 s
 returned                                                       ▏   0.4 ms   HTTP 502 Bad Gateway
 displayed                                                      ▏   0.5 ms   103 B
critical path: executed 100 % of 3.00 s
failed at step 3; step 4 was affected · 6 events #48040–#48045      next: steps .  explain .  logs .
"""##,
"timeline -v undecodable": ##"""
7f3a9c29 POST /orders → 500   2026-11-22 15:01:59.102 UTC   HttpApi /$default   function orders   t…
             0 ms              5                  10        13
 sent        ██▎                                                 0.6 ms   route POST /orders
 triggered     █▏                                                0.3 ms   queue 0.21 ms
 · +0.9ms  started: warm environment, waited 0.21 ms, process 4711, 2026/11/22/[$LATEST]0123456789a…
 executed       ███████████████████████████████████████████▍    11.5 ms
 returned ✗                                                █▏    0.3 ms   statusCode is not a number
 · +12.6ms  undecodable: statusCode is not a number
 displayed                                                  █▏   0.3 ms   103 B
critical path: executed 88 %, sent 5 %, triggered 2 %, returned 2 % of 13.0 ms
failed at step 4: the result could not be mapped · 7 events #48180–#48186
next: steps .  explain .  logs .
"""##,
"timeline -v unsupported": ##"""
7f3a9c28 POST /orders → 501   2026-11-22 15:01:58.102 UTC   HttpApi /$default   trace 1-6923c1de-01…
             0 ms             0.200            0.400        0.600
 rejected ✗  █████████████████▍                                    0.2 ms   not supported
 returned                     ████████▋                            0.1 ms   HTTP 501 Not Implemented
 displayed                             ██████████████████████████  0.3 ms   103 B
critical path: displayed 50 %, rejected 33 %, returned 17 % of 0.6 ms
refused at step 2 (not supported); step 3 was skipped · 4 events #48160–#48163
next: steps .  explain .  logs .
"""##,
"timeline @last -o csv": ##"""
flow,name,step,attempt,startMs,endMs,durationMs,share,failed,note
01a203c7-562e-7abc-8123-45677f3a9c2f,sent,1,1,0,0.6,0.6,0.0000,false,route POST /orders
01a203c7-562e-7abc-8123-45677f3a9c2f,triggered,2,1,0.6,0.9,0.3,0.0000,false,queue 0.21 ms
01a203c7-562e-7abc-8123-45677f3a9c2f,executed,3,1,0.9,30000,29999.1,0.9999,true,No answer when the gateway gave up after 30 s · answered after 33.0 s
01a203c7-562e-7abc-8123-45677f3a9c2f,returned,4,1,30000,30000.4,0.4,0.0000,false,HTTP 503 Service Unavailable
01a203c7-562e-7abc-8123-45677f3a9c2f,displayed,5,1,30000.4,30000.9,0.5,0.0000,false,103 B
"""##,
"timeline @last -o expanded": ##"""
─[ 1 ]────────────────
flow       │ 01a203c7-562e-7abc-8123-45677f3a9c2f
name       │ sent
step       │ 1
attempt    │ 1
startMs    │ 0
endMs      │ 0.6
durationMs │ 0.6
share      │ 0.0000
failed     │ false
note       │ route POST /orders
─[ 2 ]────────────────
flow       │ 01a203c7-562e-7abc-8123-45677f3a9c2f
name       │ triggered
step       │ 2
attempt    │ 1
startMs    │ 0.6
endMs      │ 0.9
durationMs │ 0.3
share      │ 0.0000
failed     │ false
note       │ queue 0.21 ms
─[ 3 ]────────────────
flow       │ 01a203c7-562e-7abc-8123-45677f3a9c2f
name       │ executed
step       │ 3
attempt    │ 1
startMs    │ 0.9
endMs      │ 30000
durationMs │ 29999.1
share      │ 0.9999
failed     │ true
note       │ No answer when the gateway gave up after 30 s · answered after 33.0 s
─[ 4 ]────────────────
flow       │ 01a203c7-562e-7abc-8123-45677f3a9c2f
name       │ returned
step       │ 4
attempt    │ 1
startMs    │ 30000
endMs      │ 30000.4
durationMs │ 0.4
share      │ 0.0000
failed     │ false
note       │ HTTP 503 Service Unavailable
─[ 5 ]────────────────
flow       │ 01a203c7-562e-7abc-8123-45677f3a9c2f
name       │ displayed
step       │ 5
attempt    │ 1
startMs    │ 30000.4
endMs      │ 30000.9
durationMs │ 0.5
share      │ 0.0000
failed     │ false
note       │ 103 B
failed at step 3; step 4 was affected · 7 events #48300–#48306      next: steps .  explain .  logs .
"""##,
"timeline @last -o json": ##"""
[{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","name":"sent","step":1,"attempt":1,"startMs":0,"endMs":0.6,"durationMs":0.6,"share":0.0000,"failed":false,"note":"route POST /orders"},{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","name":"triggered","step":2,"attempt":1,"startMs":0.6,"endMs":0.9,"durationMs":0.3,"share":0.0000,"failed":false,"note":"queue 0.21 ms"},{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","name":"executed","step":3,"attempt":1,"startMs":0.9,"endMs":30000,"durationMs":29999.1,"share":0.9999,"failed":true,"note":"No answer when the gateway gave up after 30 s · answered after 33.0 s"},{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","name":"returned","step":4,"attempt":1,"startMs":30000,"endMs":30000.4,"durationMs":0.4,"share":0.0000,"failed":false,"note":"HTTP 503 Service Unavailable"},{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","name":"displayed","step":5,"attempt":1,"startMs":30000.4,"endMs":30000.9,"durationMs":0.5,"share":0.0000,"failed":false,"note":"103 B"}]
"""##,
"timeline @last -o jsonl": ##"""
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","name":"sent","step":1,"attempt":1,"startMs":0,"endMs":0.6,"durationMs":0.6,"share":0.0000,"failed":false,"note":"route POST /orders"}
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","name":"triggered","step":2,"attempt":1,"startMs":0.6,"endMs":0.9,"durationMs":0.3,"share":0.0000,"failed":false,"note":"queue 0.21 ms"}
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","name":"executed","step":3,"attempt":1,"startMs":0.9,"endMs":30000,"durationMs":29999.1,"share":0.9999,"failed":true,"note":"No answer when the gateway gave up after 30 s · answered after 33.0 s"}
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","name":"returned","step":4,"attempt":1,"startMs":30000,"endMs":30000.4,"durationMs":0.4,"share":0.0000,"failed":false,"note":"HTTP 503 Service Unavailable"}
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","name":"displayed","step":5,"attempt":1,"startMs":30000.4,"endMs":30000.9,"durationMs":0.5,"share":0.0000,"failed":false,"note":"103 B"}
"""##,
"timeline @last -o md": ##"""
| flow | name | step | attempt | startMs | endMs | durationMs | share | failed | note |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | sent | 1 | 1 | 0 | 0.6 | 0.6 | 0.0000 | false | route POST /orders |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | triggered | 2 | 1 | 0.6 | 0.9 | 0.3 | 0.0000 | false | queue 0.21 ms |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | executed | 3 | 1 | 0.9 | 30000 | 29999.1 | 0.9999 | true | No answer when the gateway gave up after 30 s · answered after 33.0 s |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | returned | 4 | 1 | 30000 | 30000.4 | 0.4 | 0.0000 | false | HTTP 503 Service Unavailable |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | displayed | 5 | 1 | 30000.4 | 30000.9 | 0.5 | 0.0000 | false | 103 B |
"""##,
"timeline @last -o tsv": ##"""
flow	name	step	attempt	startMs	endMs	durationMs	share	failed	note
01a203c7-562e-7abc-8123-45677f3a9c2f	sent	1	1	0	0.6	0.6	0.0000	false	route POST /orders
01a203c7-562e-7abc-8123-45677f3a9c2f	triggered	2	1	0.6	0.9	0.3	0.0000	false	queue 0.21 ms
01a203c7-562e-7abc-8123-45677f3a9c2f	executed	3	1	0.9	30000	29999.1	0.9999	true	No answer when the gateway gave up after 30 s · answered after 33.0 s
01a203c7-562e-7abc-8123-45677f3a9c2f	returned	4	1	30000	30000.4	0.4	0.0000	false	HTTP 503 Service Unavailable
01a203c7-562e-7abc-8123-45677f3a9c2f	displayed	5	1	30000.4	30000.9	0.5	0.0000	false	103 B
"""##,
"timeline abandoned 100": ##"""
7f3a9c2a POST /orders → 200   2026-11-22 15:02:00.102 UTC   HttpApi /$default   function orders   t…
              0 ms                     500               901
 sent         ▏                                               0.6 ms   route POST /orders
 triggered    ▏                                               0.3 ms   queue 0.21 ms
 executed     █████████████████████████████████████████████▉  899 ms
 returned                                                  ▏  0.5 ms   HTTP 200 OK
 abandoned ✗                                               ▏  0.5 ms   client went away after 901 ms
critical path: executed 100 % of 901 ms
abandoned at step 5: the client went away · 6 events #48200–#48205
next: steps .  explain .  logs .
"""##,
"timeline abandoned 80": ##"""
7f3a9c2a POST /orders → 200   2026-11-22 15:02:00.102 UTC   HttpApi /$default  …
              0 ms                   901
 sent         ▏                           0.6 ms   route POST /orders
 triggered    ▏                           0.3 ms   queue 0.21 ms
 executed     ██████████████████████████  899 ms
 returned                              ▏  0.5 ms   HTTP 200 OK
 abandoned ✗                           ▏  0.5 ms   client went away after 901 ms
critical path: executed 100 % of 901 ms
abandoned at step 5: the client went away · 6 events #48200–#48205
next: steps .  explain .  logs .
"""##,
"timeline asynchronous 100": ##"""
7f3a9c2e Invoke orders (Event) → 202   2026-11-22 15:02:04.102 UTC   function orders   trace 1-6923…
                0 s                  30                  60
 sent           ▏                                             0.4 ms
 displayed      ▏                                             0.3 ms   103 B
 triggered      ▏                                               0 ms
 init           ▏                                             0.2 ms   cold start
 executed ✗     ▏                                            28.9 ms   ValueError: no
 2.2 retried    ███████████████████████████████████████████   1m 00s   delay before the next attempt
 2.2 triggered                                            ▏   0.3 ms   queue 0.21 ms
 3.2 executed                                             ▏  19.7 ms
critical path: 2.2 retried 100 % of 1m 00s
complete after 2 attempts · 10 events #48280–#48289      next: steps .  explain .  logs .
"""##,
"timeline asynchronous 80": ##"""
7f3a9c2e Invoke orders (Event) → 202   2026-11-22 15:02:04.102 UTC   function o…
                0 s                  60
 sent           ▏                         0.4 ms
 displayed      ▏                         0.3 ms   103 B
 triggered      ▏                           0 ms
 init           ▏                         0.2 ms   cold start
 executed ✗     ▏                        28.9 ms   ValueError: no
 2.2 retried    ███████████████████████   1m 00s   delay before the next attempt
 2.2 triggered                        ▏   0.3 ms   queue 0.21 ms
 3.2 executed                         ▏  19.7 ms
critical path: 2.2 retried 100 % of 1m 00s
complete after 2 attempts · 10 events #48280–#48289
next: steps .  explain .  logs .
"""##,
"timeline direct 100": ##"""
7f3a9c2d Invoke orders → 200   2026-11-22 15:02:03.102 UTC   function orders   trace 1-6923c1de-012…
            0 ms                            20                             41
 sent       █                                                                   0.6 ms
 triggered  ▏                                                                     0 ms
 init       ▌                                                                   0.3 ms   cold start
 executed    ██████████████████████████████████████████████████████████████▋   39.1 ms
 returned                                                                   ▌   0.3 ms   HTTP 200 OK
 displayed                                                                  ▌   0.3 ms   103 B
critical path: executed 96 %, sent 1 %, init 1 %, returned 1 % of 40.6 ms
complete · 6 events #48260–#48265      next: steps .  explain .  logs .
"""##,
"timeline direct 80": ##"""
7f3a9c2d Invoke orders → 200   2026-11-22 15:02:03.102 UTC   function orders   …
            0 ms                  20                   41
 sent       ▋                                               0.6 ms
 triggered  ▏                                                 0 ms
 init       ▍                                               0.3 ms   cold start
 executed   ███████████████████████████████████████████▍   39.1 ms
 returned                                               ▍   0.3 ms   HTTP 200 OK
 displayed                                              ▍   0.3 ms   103 B
critical path: executed 96 %, sent 1 %, init 1 %, returned 1 % of 40.6 ms
complete · 6 events #48260–#48265      next: steps .  explain .  logs .
"""##,
"timeline exit 100": ##"""
7f3a9c24 POST /orders → 500   2026-11-22 15:01:54.102 UTC   HttpApi /$default   function orders   t…
             0 ms                 10                    21
 sent        █▎                                              0.6 ms   route POST /orders
 triggered    ▋                                              0.3 ms   queue 0.21 ms
 executed ✗   ████████████████████████████████████████▉     19.1 ms   Process exited (status 3)
 returned                                              █▏    0.5 ms   HTTP 500 Internal Server Error
 displayed                                              █▏   0.5 ms   103 B
critical path: executed 91 %, sent 3 %, returned 2 %, displayed 2 % of 21.0 ms
failed at step 3; step 4 was affected · 6 events #48080–#48085      next: steps .  explain .  logs .
"""##,
"timeline exit 80": ##"""
7f3a9c24 POST /orders → 500   2026-11-22 15:01:54.102 UTC   HttpApi /$default  …
             0 ms                   21
 sent        ▊                           0.6 ms   route POST /orders
 triggered   ▍                           0.3 ms   queue 0.21 ms
 executed ✗   ██████████████████████▊   19.1 ms   Process exited (status 3)
 returned                           ▋    0.5 ms   HTTP 500 Internal Server Error
 displayed                           ▋   0.5 ms   103 B
critical path: executed 91 %, sent 3 %, returned 2 %, displayed 2 % of 21.0 ms
failed at step 3; step 4 was affected · 6 events #48080–#48085
next: steps .  explain .  logs .
"""##,
"timeline handler-error 100": ##"""
7f3a9c21 POST /orders → 500   2026-11-22 15:01:51.102 UTC   HttpApi /$default   function orders   t…
             0 ms                            1211
 sent        ▏                                     0.6 ms   route POST /orders
 triggered   ▏                                       0 ms
 init        ▏                                     0.3 ms   cold start
 executed ✗  ████████████████████████████████████  1.21 s   KeyError: 'sku' (app.py:41) · 1 log line
 returned                                       ▏  0.5 ms   HTTP 500 Internal Server Error
 displayed                                      ▏  0.7 ms   103 B
critical path: executed 100 % of 1.21 s
failed at step 3; step 4 was affected · 6 events #48020–#48025      next: steps .  explain .  logs .
"""##,
"timeline handler-error 80": ##"""
7f3a9c21 POST /orders → 500   2026-11-22 15:01:51.102 UTC   HttpApi /$default  …
             0 ms                1211
 sent        ▏                         0.6 ms   route POST /orders
 triggered   ▏                           0 ms
 init        ▏                         0.3 ms   cold start
 executed ✗  ████████████████████████  1.21 s   KeyError: 'sku' (app.py:41) · 1…
 returned                           ▏  0.5 ms   HTTP 500 Internal Server Error
 displayed                          ▏  0.7 ms   103 B
critical path: executed 100 % of 1.21 s
failed at step 3; step 4 was affected · 6 events #48020–#48025
next: steps .  explain .  logs .
"""##,
"timeline init-error 100": ##"""
7f3a9c23 POST /orders → 500   2026-11-22 15:01:53.102 UTC   HttpApi /$default   function orders   t…
            0 ms                     100     141
 sent       ▏                                      0.6 ms   route POST /orders
 triggered  ▍                                     1.71 ms
 init ✗     ███████████████████████████████████▏   138 ms   Init failed: Runtime.ImportModuleError:…
 returned                                      ▏   0.5 ms   HTTP 500 Internal Server Error
 displayed                                     ▏   0.5 ms   103 B
critical path: init 98 %, triggered 1 % of 141 ms
failed at step 3; step 4 was affected · 5 events #48060–#48064      next: steps .  explain .  logs .
"""##,
"timeline init-error 80": ##"""
7f3a9c23 POST /orders → 500   2026-11-22 15:01:53.102 UTC   HttpApi /$default  …
            0 ms                 141
 sent       ▏                          0.6 ms   route POST /orders
 triggered  ▎                         1.71 ms
 init ✗     ███████████████████████▍   138 ms   Init failed: Runtime.ImportModu…
 returned                          ▏   0.5 ms   HTTP 500 Internal Server Error
 displayed                         ▏   0.5 ms   103 B
critical path: init 98 %, triggered 1 % of 141 ms
failed at step 3; step 4 was affected · 5 events #48060–#48064
next: steps .  explain .  logs .
"""##,
"timeline interrupted 100": ##"""
7f3a9c2b POST /orders   2026-11-22 15:02:01.102 UTC   HttpApi /$default   function orders   trace 1…
            0 ms               0.300               0.600          0.900
 sent       ███████████████████████████████████████▍                     0.6 ms   route POST /orders
 triggered                                         ███████████████████▋  0.3 ms   queue 0.21 ms
 executed                                                             ▏    0 ms   interrupted
critical path: sent 67 %, triggered 33 % of 0.9 ms
interrupted after step 2: the service stopped · 4 events #48220–#48223
next: steps .  explain .  logs .
"""##,
"timeline interrupted 80": ##"""
7f3a9c2b POST /orders   2026-11-22 15:02:01.102 UTC   HttpApi /$default   funct…
            0 ms                 0.500        0.900
 sent       ██████████████████████████               0.6 ms   route POST /orders
 triggered                            █████████████  0.3 ms   queue 0.21 ms
 executed                                         ▏    0 ms   interrupted
critical path: sent 67 %, triggered 33 % of 0.9 ms
interrupted after step 2: the service stopped · 4 events #48220–#48223
next: steps .  explain .  logs .
"""##,
"timeline late-result 100": ##"""
7f3a9c2f POST /orders → 503   2026-11-22 15:02:05.102 UTC   HttpApi /$default   function orders   t…
             0 s                    20         30
 sent        ▏                                     0.6 ms   route POST /orders
 triggered   ▏                                     0.3 ms   queue 0.21 ms
 executed ✗  ████████████████████████████████████  30.0 s   No answer when the gateway gave up afte…
 returned                                       ▏  0.4 ms   HTTP 503 Service Unavailable
 displayed                                      ▏  0.5 ms   103 B
critical path: executed 100 % of 30.0 s
failed at step 3; step 4 was affected · 7 events #48300–#48306      next: steps .  explain .  logs .
"""##,
"timeline late-result 80": ##"""
7f3a9c2f POST /orders → 503   2026-11-22 15:02:05.102 UTC   HttpApi /$default  …
             0 s                   30
 sent        ▏                         0.6 ms   route POST /orders
 triggered   ▏                         0.3 ms   queue 0.21 ms
 executed ✗  ████████████████████████  30.0 s   No answer when the gateway gave…
 returned                           ▏  0.4 ms   HTTP 503 Service Unavailable
 displayed                          ▏  0.5 ms   103 B
critical path: executed 100 % of 30.0 s
failed at step 3; step 4 was affected · 7 events #48300–#48306
next: steps .  explain .  logs .
"""##,
"timeline no-route-http 100": ##"""
7f3a9c26 GET /nope → 404   2026-11-22 15:01:56.102 UTC   HttpApi /$default   trace 1-6923c1de-01234…
             0 ms               0.200              0.400          0.600
 rejected ✗  ███████████████████▍                                        0.2 ms   no route
 returned                       █████████▋                               0.1 ms   HTTP 404 Not Found
 displayed                                █████████████████████████████  0.3 ms   103 B
critical path: displayed 50 %, rejected 33 %, returned 17 % of 0.6 ms
refused at step 2 (no route); step 3 was skipped · 4 events #48120–#48123
next: steps .  explain .  logs .
"""##,
"timeline no-route-http 80": ##"""
7f3a9c26 GET /nope → 404   2026-11-22 15:01:56.102 UTC   HttpApi /$default   tr…
             0 ms               0.300         0.600
 rejected ✗  ████████████▋                           0.2 ms   no route
 returned                ██████▍                     0.1 ms   HTTP 404 Not Found
 displayed                      ███████████████████  0.3 ms   103 B
critical path: displayed 50 %, rejected 33 %, returned 17 % of 0.6 ms
refused at step 2 (no route); step 3 was skipped · 4 events #48120–#48123
next: steps .  explain .  logs .
"""##,
"timeline no-route-rest 100": ##"""
7f3a9c27 GET /nope → 403   2026-11-22 15:01:57.102 UTC   HttpApi /Prod   trace 1-6923c1de-012345678…
             0 ms               0.200              0.400          0.600
 rejected ✗  ███████████████████▍                                        0.2 ms   no route
 returned                       █████████▋                               0.1 ms   HTTP 403 Forbidden
 displayed                                █████████████████████████████  0.3 ms   103 B
critical path: displayed 50 %, rejected 33 %, returned 17 % of 0.6 ms
refused at step 2 (no route); step 3 was skipped · 4 events #48140–#48143
next: steps .  explain .  logs .
"""##,
"timeline no-route-rest 80": ##"""
7f3a9c27 GET /nope → 403   2026-11-22 15:01:57.102 UTC   HttpApi /Prod   trace …
             0 ms               0.300         0.600
 rejected ✗  ████████████▋                           0.2 ms   no route
 returned                ██████▍                     0.1 ms   HTTP 403 Forbidden
 displayed                      ███████████████████  0.3 ms   103 B
critical path: displayed 50 %, rejected 33 %, returned 17 % of 0.6 ms
refused at step 2 (no route); step 3 was skipped · 4 events #48140–#48143
next: steps .  explain .  logs .
"""##,
"timeline running 100": ##"""
7f3a9c2c POST /orders → …   2026-11-22 15:02:02.102 UTC   HttpApi /$default   function orders   tra…
            0 ms             0.300             0.600        0.900
 sent       ███████████████████████████████████▍                    0.6 ms   route POST /orders
 triggered                                     █████▎              0.09 ms
 init                                               ████████████▍  0.21 ms   cold start, and waiting
 executed                                                       ▏     0 ms   running
critical path: sent 67 %, init 23 %, triggered 10 % of 0.9 ms
in progress, waiting for step 3 executed · 3 events #48240–#48242
next: steps .  explain .  logs .
"""##,
"timeline running 80": ##"""
7f3a9c2c POST /orders → …   2026-11-22 15:02:02.102 UTC   HttpApi /$default   f…
            0 ms              0.500     0.900
 sent       ██████████████████████              0.6 ms   route POST /orders
 triggered                        ███▎         0.09 ms
 init                                ███████▊  0.21 ms   cold start, and waiting
 executed                                   ▏     0 ms   running
critical path: sent 67 %, init 23 %, triggered 10 % of 0.9 ms
in progress, waiting for step 3 executed · 3 events #48240–#48242
next: steps .  explain .  logs .
"""##,
"timeline signal 100": ##"""
7f3a9c25 POST /orders → 500   2026-11-22 15:01:55.102 UTC   HttpApi /$default   function orders   t…
             0 ms                 10                    21
 sent        █▎                                              0.6 ms   route POST /orders
 triggered    ▋                                              0.3 ms   queue 0.21 ms
 executed ✗   ████████████████████████████████████████▉     19.1 ms   Process killed (SIGKILL)
 returned                                              █▏    0.5 ms   HTTP 500 Internal Server Error
 displayed                                              █▏   0.5 ms   103 B
critical path: executed 91 %, sent 3 %, returned 2 %, displayed 2 % of 21.0 ms
failed at step 3; step 4 was affected · 6 events #48100–#48105      next: steps .  explain .  logs .
"""##,
"timeline signal 80": ##"""
7f3a9c25 POST /orders → 500   2026-11-22 15:01:55.102 UTC   HttpApi /$default  …
             0 ms                   21
 sent        ▊                           0.6 ms   route POST /orders
 triggered   ▍                           0.3 ms   queue 0.21 ms
 executed ✗   ██████████████████████▊   19.1 ms   Process killed (SIGKILL)
 returned                           ▋    0.5 ms   HTTP 500 Internal Server Error
 displayed                           ▋   0.5 ms   103 B
critical path: executed 91 %, sent 3 %, returned 2 %, displayed 2 % of 21.0 ms
failed at step 3; step 4 was affected · 6 events #48100–#48105
next: steps .  explain .  logs .
"""##,
"timeline success 100": ##"""
7f3a9c20 POST /orders → 201   2026-11-22 15:01:50.102 UTC   HttpApi /$default   function orders   t…
            0 ms                    500                     1000   1211
 sent       ▏                                                            0.6 ms   route POST /orders
 triggered  ▏                                                              0 ms
 init       ▏                                                            0.3 ms   cold start
 executed   ██████████████████████████████████████████████████████████▉  1.21 s   2 log lines
 returned                                                             ▏  0.5 ms   HTTP 201 Created
 displayed                                                            ▏  0.7 ms   103 B
critical path: executed 100 % of 1.21 s
complete · 6 events #48000–#48005      next: steps .  explain .  logs .
"""##,
"timeline success 80": ##"""
7f3a9c20 POST /orders → 201   2026-11-22 15:01:50.102 UTC   HttpApi /$default  …
            0 ms                               1211
 sent       ▏                                        0.6 ms   route POST /orders
 triggered  ▏                                          0 ms
 init       ▏                                        0.3 ms   cold start
 executed   ██████████████████████████████████████▉  1.21 s   2 log lines
 returned                                         ▏  0.5 ms   HTTP 201 Created
 displayed                                        ▏  0.7 ms   103 B
critical path: executed 100 % of 1.21 s
complete · 6 events #48000–#48005      next: steps .  explain .  logs .
"""##,
"timeline timeout 100": ##"""
7f3a9c22 POST /orders → 502   2026-11-22 15:01:52.102 UTC   HttpApi /Prod   function orders   trace…
             0 ms                              2000          3002
 sent        ▏                                                      0.6 ms   route POST /orders
 triggered   ▏                                                     0.09 ms
 init        ▏                                                     0.21 ms   cold start, and waiting
 executed ✗  ████████████████████████████████████████████████████   3.00 s   Timed out after 3 s
 returned                                                       ▏   0.4 ms   HTTP 502 Bad Gateway
 displayed                                                      ▏   0.5 ms   103 B
critical path: executed 100 % of 3.00 s
failed at step 3; step 4 was affected · 6 events #48040–#48045      next: steps .  explain .  logs .
"""##,
"timeline timeout 80": ##"""
7f3a9c22 POST /orders → 502   2026-11-22 15:01:52.102 UTC   HttpApi /Prod   fun…
             0 ms                 2000   3002
 sent        ▏                                  0.6 ms   route POST /orders
 triggered   ▏                                 0.09 ms
 init        ▏                                 0.21 ms   cold start, and waiting
 executed ✗  ████████████████████████████████   3.00 s   Timed out after 3 s
 returned                                   ▏   0.4 ms   HTTP 502 Bad Gateway
 displayed                                  ▏   0.5 ms   103 B
critical path: executed 100 % of 3.00 s
failed at step 3; step 4 was affected · 6 events #48040–#48045
next: steps .  explain .  logs .
"""##,
"timeline undecodable 100": ##"""
7f3a9c29 POST /orders → 500   2026-11-22 15:01:59.102 UTC   HttpApi /$default   function orders   t…
             0 ms              5                  10        13
 sent        ██▎                                                 0.6 ms   route POST /orders
 triggered     █▏                                                0.3 ms   queue 0.21 ms
 executed       ███████████████████████████████████████████▍    11.5 ms
 returned ✗                                                █▏    0.3 ms   statusCode is not a number
 displayed                                                  █▏   0.3 ms   103 B
critical path: executed 88 %, sent 5 %, triggered 2 %, returned 2 % of 13.0 ms
failed at step 4: the result could not be mapped · 7 events #48180–#48186
next: steps .  explain .  logs .
"""##,
"timeline undecodable 80": ##"""
7f3a9c29 POST /orders → 500   2026-11-22 15:01:59.102 UTC   HttpApi /$default  …
             0 ms                  10   13
 sent        █▍                              0.6 ms   route POST /orders
 triggered    ▋                              0.3 ms   queue 0.21 ms
 executed      █████████████████████████▋   11.5 ms
 returned ✗                             ▋    0.3 ms   statusCode is not a number
 displayed                               ▋   0.3 ms   103 B
critical path: executed 88 %, sent 5 %, triggered 2 %, returned 2 % of 13.0 ms
failed at step 4: the result could not be mapped · 7 events #48180–#48186
next: steps .  explain .  logs .
"""##,
"timeline unsupported 100": ##"""
7f3a9c28 POST /orders → 501   2026-11-22 15:01:58.102 UTC   HttpApi /$default   trace 1-6923c1de-01…
             0 ms             0.200            0.400        0.600
 rejected ✗  █████████████████▍                                    0.2 ms   not supported
 returned                     ████████▋                            0.1 ms   HTTP 501 Not Implemented
 displayed                             ██████████████████████████  0.3 ms   103 B
critical path: displayed 50 %, rejected 33 %, returned 17 % of 0.6 ms
refused at step 2 (not supported); step 3 was skipped · 4 events #48160–#48163
next: steps .  explain .  logs .
"""##,
"timeline unsupported 80": ##"""
7f3a9c28 POST /orders → 501   2026-11-22 15:01:58.102 UTC   HttpApi /$default  …
             0 ms            0.300      0.600
 rejected ✗  ██████████▋                       0.2 ms   not supported
 returned              █████▍                  0.1 ms   HTTP 501 Not Implemented
 displayed                   ████████████████  0.3 ms   103 B
critical path: displayed 50 %, rejected 33 %, returned 17 % of 0.6 ms
refused at step 2 (not supported); step 3 was skipped · 4 events #48160–#48163
next: steps .  explain .  logs .
"""##,
"timeline, explain bad-base64 100": ##"""
51000012 POST /orders → 500   2026-11-22 15:01:51.902 UTC   HttpApi /$default   function orders   t…
             0 ms                      10     13
 sent        █▋                                    0.6 ms   route POST /orders
 triggered    ▊                                    0.3 ms   queue 0.21 ms
 executed      █████████████████████████████▉     11.1 ms
 returned ✗                                  ▌     0.2 ms   isBase64Encoded is true and the body is…
 displayed                                   ██▏   0.8 ms   103 B
critical path: executed 85 %, displayed 6 %, sent 5 %, triggered 2 % of 13.0 ms
failed at step 4: the result could not be mapped · 7 events #460–#466
next: steps .  explain .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders was warm and gave a result (54 B) after 11.1 ms.
API Gateway could not map the result (isBase64Encoded is true and the body is not base64) and
answered 500 {"id":"o-19"}; the client received it 13.0 ms after it asked.
It failed at step 4 (returned); step 5 (displayed) was affected.
Likely cause: result.body is "%%%"
1 other flow failed the same way in the last hour: ls where cause = "undecodable" and function =
"orders"
7 events #460–#466      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain bad-base64 80": ##"""
51000012 POST /orders → 500   2026-11-22 15:01:51.902 UTC   HttpApi /$default  …
             0 ms                 13
 sent        █                         0.6 ms   route POST /orders
 triggered    ▌                        0.3 ms   queue 0.21 ms
 executed     ███████████████████▋    11.1 ms
 returned ✗                       ▍    0.2 ms   isBase64Encoded is true and the…
 displayed                        █▍   0.8 ms   103 B
critical path: executed 85 %, displayed 6 %, sent 5 %, triggered 2 % of 13.0 ms
failed at step 4: the result could not be mapped · 7 events #460–#466
next: steps .  explain .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders was warm and gave a result (54 B) after 11.1 ms.
API Gateway could not map the result (isBase64Encoded is true and the body is
not base64) and answered 500 {"id":"o-19"}; the client received it 13.0 ms after
it asked.
It failed at step 4 (returned); step 5 (displayed) was affected.
Likely cause: result.body is "%%%"
1 other flow failed the same way in the last hour: ls where cause =
"undecodable" and function = "orders"
7 events #460–#466      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain bad-header 100": ##"""
51000011 POST /orders → 500   2026-11-22 15:01:51.802 UTC   HttpApi /$default   function orders   t…
             0 ms                      10     13
 sent        █▋                                    0.6 ms   route POST /orders
 triggered    ▊                                    0.3 ms   queue 0.21 ms
 executed      █████████████████████████████▉     11.1 ms
 returned ✗                                  ▌     0.2 ms   a header's value has a line break or an…
 displayed                                   ██▏   0.8 ms   103 B
critical path: executed 85 %, displayed 6 %, sent 5 %, triggered 2 % of 13.0 ms
failed at step 4: the result could not be mapped · 7 events #440–#446
next: steps .  explain .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders was warm and gave a result (54 B) after 11.1 ms.
API Gateway could not map the result (a header's value has a line break or another control
character) and answered 500 {"id":"o-19"}; the client received it 13.0 ms after it asked.
It failed at step 4 (returned); step 5 (displayed) was affected.
Likely cause: result.headers is {"x":"a\r\nb"}
1 other flow failed the same way in the last hour: ls where cause = "undecodable" and function =
"orders"
7 events #440–#446      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain bad-header 80": ##"""
51000011 POST /orders → 500   2026-11-22 15:01:51.802 UTC   HttpApi /$default  …
             0 ms                 13
 sent        █                         0.6 ms   route POST /orders
 triggered    ▌                        0.3 ms   queue 0.21 ms
 executed     ███████████████████▋    11.1 ms
 returned ✗                       ▍    0.2 ms   a header's value has a line bre…
 displayed                        █▍   0.8 ms   103 B
critical path: executed 85 %, displayed 6 %, sent 5 %, triggered 2 % of 13.0 ms
failed at step 4: the result could not be mapped · 7 events #440–#446
next: steps .  explain .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders was warm and gave a result (54 B) after 11.1 ms.
API Gateway could not map the result (a header's value has a line break or
another control character) and answered 500 {"id":"o-19"}; the client received
it 13.0 ms after it asked.
It failed at step 4 (returned); step 5 (displayed) was affected.
Likely cause: result.headers is {"x":"a\r\nb"}
1 other flow failed the same way in the last hour: ls where cause =
"undecodable" and function = "orders"
7 events #440–#446      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain environment 100": ##"""
5100000d POST /orders → 500   2026-11-22 15:01:51.402 UTC   HttpApi /$default   function orders   t…
             0 ms                 10                    21
 sent        █▎                                              0.6 ms   route POST /orders
 triggered    ▋                                              0.3 ms   queue 0.21 ms
 executed ✗   ████████████████████████████████████████▉     19.1 ms   KeyError: 'TABLE' (app.py:3)
 returned                                              █▏    0.5 ms   HTTP 500 Internal Server Error
 displayed                                              █▏   0.5 ms   103 B
critical path: executed 91 %, sent 3 %, returned 2 %, displayed 2 % of 21.0 ms
failed at step 3; step 4 was affected · 6 events #360–#365      next: steps .  explain .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders was warm and failed after 19.1 ms: KeyError: 'TABLE' at app.py:3 in get.
Because the function returned no response, API Gateway answered 500 {"id":"o-19"}; the client
received it 21.0 ms after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: the function's environment has no variable "TABLE" (Environment in the template)
3 other flows failed the same way in the last hour: ls where error.type = "KeyError" and function =
"orders"
6 events #360–#365      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain environment 80": ##"""
5100000d POST /orders → 500   2026-11-22 15:01:51.402 UTC   HttpApi /$default  …
             0 ms                   21
 sent        ▊                           0.6 ms   route POST /orders
 triggered   ▍                           0.3 ms   queue 0.21 ms
 executed ✗   ██████████████████████▊   19.1 ms   KeyError: 'TABLE' (app.py:3)
 returned                           ▋    0.5 ms   HTTP 500 Internal Server Error
 displayed                           ▋   0.5 ms   103 B
critical path: executed 91 %, sent 3 %, returned 2 %, displayed 2 % of 21.0 ms
failed at step 3; step 4 was affected · 6 events #360–#365
next: steps .  explain .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders was warm and failed after 19.1 ms: KeyError: 'TABLE' at app.py:3 in get.
Because the function returned no response, API Gateway answered 500
{"id":"o-19"}; the client received it 21.0 ms after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: the function's environment has no variable "TABLE" (Environment in
the template)
3 other flows failed the same way in the last hour: ls where error.type =
"KeyError" and function = "orders"
6 events #360–#365      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain init-timeout 100": ##"""
5100000b POST /orders → 500   2026-11-22 15:01:51.202 UTC   HttpApi /$default   function orders   t…
            0 s                    5                     10
 sent       ▏                                                0.6 ms   route POST /orders
 triggered  ██████████████████████████████████████████████▍  9.86 s
 init ✗                                                   ▋  138 ms   Init failed: Sandbox.Timedout
 returned                                                 ▏  0.5 ms   HTTP 500 Internal Server Error
 displayed                                                ▏  0.5 ms   103 B
critical path: triggered 99 %, init 1 % of 10.0 s
failed at step 3; step 4 was affected · 5 events #320–#324      next: steps .  explain .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders could not be initialised (init 138 ms): Sandbox.Timedout.
Because no answer came, API Gateway answered 500 {"id":"o-19"}; the client received it 10.0 s after
it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: its initialisation was not done after 138 ms
5 events #320–#324      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain init-timeout 80": ##"""
5100000b POST /orders → 500   2026-11-22 15:01:51.202 UTC   HttpApi /$default  …
            0 s                      10
 sent       ▏                            0.6 ms   route POST /orders
 triggered  ██████████████████████████▋  9.86 s
 init ✗                               ▍  138 ms   Init failed: Sandbox.Timedout
 returned                             ▏  0.5 ms   HTTP 500 Internal Server Error
 displayed                            ▏  0.5 ms   103 B
critical path: triggered 99 %, init 1 % of 10.0 s
failed at step 3; step 4 was affected · 5 events #320–#324
next: steps .  explain .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders could not be initialised (init 138 ms): Sandbox.Timedout.
Because no answer came, API Gateway answered 500 {"id":"o-19"}; the client
received it 10.0 s after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: its initialisation was not done after 138 ms
5 events #320–#324      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain marshal 100": ##"""
5100000e GET /orders → 500   2026-11-22 15:01:51.502 UTC   HttpApi /$default   function orders   tr…
             0 ms                             21
 sent        █                                     0.6 ms   route POST /orders
 triggered    ▌                                    0.3 ms   queue 0.21 ms
 executed ✗   ███████████████████████████████▉    19.1 ms   Runtime.MarshalError: Unable to marshal…
 returned                                     ▉    0.5 ms   HTTP 500 Internal Server Error
 displayed                                     ▉   0.5 ms   103 B
critical path: executed 91 %, sent 3 %, returned 2 %, displayed 2 % of 21.0 ms
failed at step 3; step 4 was affected · 6 events #380–#385      next: steps .  explain .  logs .
The client sent GET /orders. API Gateway matched route POST /orders of HttpApi and triggered orders
with a 2.0 event (41 B).
orders was warm and failed after 19.1 ms: Runtime.MarshalError: Unable to marshal response: Object
of type set is not JSON serializable.
Because the function returned no response, API Gateway answered 500 {"id":"o-19"}; the client
received it 21.0 ms after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
6 events #380–#385      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain marshal 80": ##"""
5100000e GET /orders → 500   2026-11-22 15:01:51.502 UTC   HttpApi /$default   …
             0 ms                 21
 sent        ▋                         0.6 ms   route POST /orders
 triggered   ▍                         0.3 ms   queue 0.21 ms
 executed ✗  ████████████████████▉    19.1 ms   Runtime.MarshalError: Unable to…
 returned                         ▌    0.5 ms   HTTP 500 Internal Server Error
 displayed                         ▌   0.5 ms   103 B
critical path: executed 91 %, sent 3 %, returned 2 %, displayed 2 % of 21.0 ms
failed at step 3; step 4 was affected · 6 events #380–#385
next: steps .  explain .  logs .
The client sent GET /orders. API Gateway matched route POST /orders of HttpApi
and triggered orders with a 2.0 event (41 B).
orders was warm and failed after 19.1 ms: Runtime.MarshalError: Unable to
marshal response: Object of type set is not JSON serializable.
Because the function returned no response, API Gateway answered 500
{"id":"o-19"}; the client received it 21.0 ms after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
6 events #380–#385      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain near-route 100": ##"""
51000004 POST /ordrs → 404   2026-11-22 15:01:50.502 UTC   HttpApi /$default   trace 1-6923c1de-012…
             0 ms               0.200              0.400          0.600
 rejected ✗  ███████████████████▍                                        0.2 ms   no route
 returned                       █████████▋                               0.1 ms   HTTP 404 Not Found
 displayed                                █████████████████████████████  0.3 ms   103 B
critical path: displayed 50 %, rejected 33 %, returned 17 % of 0.6 ms
refused at step 2 (no route); step 3 was skipped · 4 events #180–#183
next: steps .  explain .  logs .
The client sent POST /ordrs. API Gateway has no route for it in HttpApi and called no function.
It answered 404 {"message":"Not Found"}; the client received it 0.6 ms after it asked.
It was refused at step 2 (triggered); step 3 (executed) was skipped.
Likely cause: /ordrs is not quite a route that was used lately: POST /orders
4 events #180–#183      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain near-route 80": ##"""
51000004 POST /ordrs → 404   2026-11-22 15:01:50.502 UTC   HttpApi /$default   …
             0 ms               0.300         0.600
 rejected ✗  ████████████▋                           0.2 ms   no route
 returned                ██████▍                     0.1 ms   HTTP 404 Not Found
 displayed                      ███████████████████  0.3 ms   103 B
critical path: displayed 50 %, rejected 33 %, returned 17 % of 0.6 ms
refused at step 2 (no route); step 3 was skipped · 4 events #180–#183
next: steps .  explain .  logs .
The client sent POST /ordrs. API Gateway has no route for it in HttpApi and
called no function.
It answered 404 {"message":"Not Found"}; the client received it 0.6 ms after it
asked.
It was refused at step 2 (triggered); step 3 (executed) was skipped.
Likely cause: /ordrs is not quite a route that was used lately: POST /orders
4 events #180–#183      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain no-body 100": ##"""
5100000f GET /orders → 500   2026-11-22 15:01:51.602 UTC   HttpApi /$default   function orders   tr…
             0 ms                 10                    21
 sent        █▎                                              0.6 ms   route POST /orders
 triggered    ▋                                              0.3 ms   queue 0.21 ms
 executed ✗   ████████████████████████████████████████▉     19.1 ms   KeyError: 'body' (app.py:3)
 returned                                              █▏    0.5 ms   HTTP 500 Internal Server Error
 displayed                                              █▏   0.5 ms   103 B
critical path: executed 91 %, sent 3 %, returned 2 %, displayed 2 % of 21.0 ms
failed at step 3; step 4 was affected · 6 events #400–#405      next: steps .  explain .  logs .
The client sent GET /orders. API Gateway matched route POST /orders of HttpApi and triggered orders
with a 2.0 event (41 B).
orders was warm and failed after 19.1 ms: KeyError: 'body' at app.py:3 in get.
Because the function returned no response, API Gateway answered 500 {"id":"o-19"}; the client
received it 21.0 ms after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: the event has no "body" (it holds: version, isBase64Encoded)
3 other flows failed the same way in the last hour: ls where error.type = "KeyError" and function =
"orders"
6 events #400–#405      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain no-body 80": ##"""
5100000f GET /orders → 500   2026-11-22 15:01:51.602 UTC   HttpApi /$default   …
             0 ms                   21
 sent        ▊                           0.6 ms   route POST /orders
 triggered   ▍                           0.3 ms   queue 0.21 ms
 executed ✗   ██████████████████████▊   19.1 ms   KeyError: 'body' (app.py:3)
 returned                           ▋    0.5 ms   HTTP 500 Internal Server Error
 displayed                           ▋   0.5 ms   103 B
critical path: executed 91 %, sent 3 %, returned 2 %, displayed 2 % of 21.0 ms
failed at step 3; step 4 was affected · 6 events #400–#405
next: steps .  explain .  logs .
The client sent GET /orders. API Gateway matched route POST /orders of HttpApi
and triggered orders with a 2.0 event (41 B).
orders was warm and failed after 19.1 ms: KeyError: 'body' at app.py:3 in get.
Because the function returned no response, API Gateway answered 500
{"id":"o-19"}; the client received it 21.0 ms after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: the event has no "body" (it holds: version, isBase64Encoded)
3 other flows failed the same way in the last hour: ls where error.type =
"KeyError" and function = "orders"
6 events #400–#405      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain no-function 100": ##"""
51000009 Invoke order → 404   2026-11-22 15:01:51.002 UTC   trace 1-6923c1de-0123456789abcdef012345…
             0 ms               0.200              0.400          0.600
 rejected ✗  ███████████████████▍                                        0.2 ms   no such function
 returned                       █████████▋                               0.1 ms   HTTP 404 Not Found
 displayed                                █████████████████████████████  0.3 ms   103 B
critical path: displayed 50 %, rejected 33 %, returned 17 % of 0.6 ms
refused at step 2 (no such function); step 3 was skipped · 4 events #280–#283
next: steps .  explain .  logs .
The client invoked order (9 B, JSON) and waited. The Invoke API knows no function of that name.
It answered 404 {"id":"o-19"}; the client received it 0.6 ms after it asked.
It was refused at step 2 (triggered); step 3 (executed) was skipped.
Likely cause: order is none of the functions that ran lately: orders; meant is perhaps orders
4 events #280–#283      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain no-function 80": ##"""
51000009 Invoke order → 404   2026-11-22 15:01:51.002 UTC   trace 1-6923c1de-01…
             0 ms               0.300         0.600
 rejected ✗  ████████████▋                           0.2 ms   no such function
 returned                ██████▍                     0.1 ms   HTTP 404 Not Found
 displayed                      ███████████████████  0.3 ms   103 B
critical path: displayed 50 %, rejected 33 %, returned 17 % of 0.6 ms
refused at step 2 (no such function); step 3 was skipped · 4 events #280–#283
next: steps .  explain .  logs .
The client invoked order (9 B, JSON) and waited. The Invoke API knows no
function of that name.
It answered 404 {"id":"o-19"}; the client received it 0.6 ms after it asked.
It was refused at step 2 (triggered); step 3 (executed) was skipped.
Likely cause: order is none of the functions that ran lately: orders; meant is
perhaps orders
4 events #280–#283      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain no-json 100": ##"""
5100000c POST /orders → 500   2026-11-22 15:01:51.302 UTC   HttpApi /$default   function orders   t…
             0 ms                             21
 sent        █                                     0.6 ms   route POST /orders
 triggered    ▌                                    0.3 ms   queue 0.21 ms
 executed ✗   ███████████████████████████████▉    19.1 ms   JSONDecodeError: Expecting value: line …
 returned                                     ▉    0.5 ms   HTTP 500 Internal Server Error
 displayed                                     ▉   0.5 ms   103 B
critical path: executed 91 %, sent 3 %, returned 2 %, displayed 2 % of 21.0 ms
failed at step 3; step 4 was affected · 6 events #340–#345      next: steps .  explain .  logs .
The client sent POST /orders (7 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (58 B).
orders was warm and failed after 19.1 ms: JSONDecodeError: Expecting value: line 1 column 1 (char
0).
Because the function returned no response, API Gateway answered 500 {"id":"o-19"}; the client
received it 21.0 ms after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: event.body is no JSON: it begins with "sku=A-1"
6 events #340–#345      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain no-json 80": ##"""
5100000c POST /orders → 500   2026-11-22 15:01:51.302 UTC   HttpApi /$default  …
             0 ms                 21
 sent        ▋                         0.6 ms   route POST /orders
 triggered   ▍                         0.3 ms   queue 0.21 ms
 executed ✗  ████████████████████▉    19.1 ms   JSONDecodeError: Expecting valu…
 returned                         ▌    0.5 ms   HTTP 500 Internal Server Error
 displayed                         ▌   0.5 ms   103 B
critical path: executed 91 %, sent 3 %, returned 2 %, displayed 2 % of 21.0 ms
failed at step 3; step 4 was affected · 6 events #340–#345
next: steps .  explain .  logs .
The client sent POST /orders (7 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (58 B).
orders was warm and failed after 19.1 ms: JSONDecodeError: Expecting value: line
1 column 1 (char 0).
Because the function returned no response, API Gateway answered 500
{"id":"o-19"}; the client received it 21.0 ms after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: event.body is no JSON: it begins with "sku=A-1"
6 events #340–#345      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain other-key 100": ##"""
51000010 GET /orders → 500   2026-11-22 15:01:51.702 UTC   HttpApi /$default   function orders   tr…
             0 ms                 10                    21
 sent        █▎                                              0.6 ms   route POST /orders
 triggered    ▋                                              0.3 ms   queue 0.21 ms
 executed ✗   ████████████████████████████████████████▉     19.1 ms   KeyError: 'sku'
 returned                                              █▏    0.5 ms   HTTP 500 Internal Server Error
 displayed                                              █▏   0.5 ms   103 B
critical path: executed 91 %, sent 3 %, returned 2 %, displayed 2 % of 21.0 ms
failed at step 3; step 4 was affected · 6 events #420–#425      next: steps .  explain .  logs .
The client sent GET /orders. API Gateway matched route POST /orders of HttpApi and triggered orders
with a 2.0 event (41 B).
orders was warm and failed after 19.1 ms: KeyError: 'sku'.
Because the function returned no response, API Gateway answered 500 {"id":"o-19"}; the client
received it 21.0 ms after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
3 other flows failed the same way in the last hour: ls where error.type = "KeyError" and function =
"orders"
6 events #420–#425      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain other-key 80": ##"""
51000010 GET /orders → 500   2026-11-22 15:01:51.702 UTC   HttpApi /$default   …
             0 ms                   21
 sent        ▊                           0.6 ms   route POST /orders
 triggered   ▍                           0.3 ms   queue 0.21 ms
 executed ✗   ██████████████████████▊   19.1 ms   KeyError: 'sku'
 returned                           ▋    0.5 ms   HTTP 500 Internal Server Error
 displayed                           ▋   0.5 ms   103 B
critical path: executed 91 %, sent 3 %, returned 2 %, displayed 2 % of 21.0 ms
failed at step 3; step 4 was affected · 6 events #420–#425
next: steps .  explain .  logs .
The client sent GET /orders. API Gateway matched route POST /orders of HttpApi
and triggered orders with a 2.0 event (41 B).
orders was warm and failed after 19.1 ms: KeyError: 'sku'.
Because the function returned no response, API Gateway answered 500
{"id":"o-19"}; the client received it 21.0 ms after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
3 other flows failed the same way in the last hour: ls where error.type =
"KeyError" and function = "orders"
6 events #420–#425      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain other-method 100": ##"""
51000005 DELETE /orders → 404   2026-11-22 15:01:50.602 UTC   HttpApi /$default   trace 1-6923c1de-…
             0 ms               0.200              0.400          0.600
 rejected ✗  ███████████████████▍                                        0.2 ms   no route
 returned                       █████████▋                               0.1 ms   HTTP 404 Not Found
 displayed                                █████████████████████████████  0.3 ms   103 B
critical path: displayed 50 %, rejected 33 %, returned 17 % of 0.6 ms
refused at step 2 (no route); step 3 was skipped · 4 events #200–#203
next: steps .  explain .  logs .
The client sent DELETE /orders. API Gateway has no route for it in HttpApi and called no function.
It answered 404 {"message":"Not Found"}; the client received it 0.6 ms after it asked.
It was refused at step 2 (triggered); step 3 (executed) was skipped.
Likely cause: /orders has a route for another method: POST /orders
4 events #200–#203      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain other-method 80": ##"""
51000005 DELETE /orders → 404   2026-11-22 15:01:50.602 UTC   HttpApi /$default…
             0 ms               0.300         0.600
 rejected ✗  ████████████▋                           0.2 ms   no route
 returned                ██████▍                     0.1 ms   HTTP 404 Not Found
 displayed                      ███████████████████  0.3 ms   103 B
critical path: displayed 50 %, rejected 33 %, returned 17 % of 0.6 ms
refused at step 2 (no route); step 3 was skipped · 4 events #200–#203
next: steps .  explain .  logs .
The client sent DELETE /orders. API Gateway has no route for it in HttpApi and
called no function.
It answered 404 {"message":"Not Found"}; the client received it 0.6 ms after it
asked.
It was refused at step 2 (triggered); step 3 (executed) was skipped.
Likely cause: /orders has a route for another method: POST /orders
4 events #200–#203      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain out-of-memory 100": ##"""
51000007 POST /orders → 500   2026-11-22 15:01:50.802 UTC   HttpApi /$default   function orders   t…
             0 ms                                21
 sent        █▏                                       0.6 ms   route POST /orders
 triggered    ▌                                       0.3 ms   queue 0.21 ms
 executed ✗   ██████████████████████████████████▌    19.1 ms   Process killed (SIGKILL) · 1 log line
 returned                                        ▉    0.5 ms   HTTP 500 Internal Server Error
 displayed                                        ▉   0.5 ms   103 B
critical path: executed 91 %, sent 3 %, returned 2 %, displayed 2 % of 21.0 ms
failed at step 3; step 4 was affected · 6 events #240–#245      next: steps .  explain .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders was warm and was ended by SIGKILL after 19.0 ms, before it had answered.
Because no answer came, API Gateway answered 500 {"id":"o-19"}; the client received it 21.0 ms after
it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: the last that orders wrote was "loading everything"
Likely cause: orders had used 128 MB, and its MemorySize is 128 MB
6 events #240–#245      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain out-of-memory 80": ##"""
51000007 POST /orders → 500   2026-11-22 15:01:50.802 UTC   HttpApi /$default  …
             0 ms                 21
 sent        ▋                         0.6 ms   route POST /orders
 triggered   ▍                         0.3 ms   queue 0.21 ms
 executed ✗  ████████████████████▉    19.1 ms   Process killed (SIGKILL) · 1 lo…
 returned                         ▌    0.5 ms   HTTP 500 Internal Server Error
 displayed                         ▌   0.5 ms   103 B
critical path: executed 91 %, sent 3 %, returned 2 %, displayed 2 % of 21.0 ms
failed at step 3; step 4 was affected · 6 events #240–#245
next: steps .  explain .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders was warm and was ended by SIGKILL after 19.0 ms, before it had answered.
Because no answer came, API Gateway answered 500 {"id":"o-19"}; the client
received it 21.0 ms after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: the last that orders wrote was "loading everything"
Likely cause: orders had used 128 MB, and its MemorySize is 128 MB
6 events #240–#245      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain own-503 100": ##"""
51000003 POST /orders → 503   2026-11-22 15:01:50.402 UTC   HttpApi /$default   function orders   t…
            0 ms                   20                     41
 sent       ▊                                                  0.6 ms   route POST /orders
 triggered  ▍                                                  0.3 ms   queue 0.21 ms
 executed    ██████████████████████████████████████████████▏  39.1 ms   1 log line
 returned                                                  ▍   0.3 ms   HTTP 503 Service Unavailable
 displayed                                                 ▌   0.4 ms   103 B
critical path: executed 96 %, sent 1 %, displayed 1 %, triggered 1 % of 40.7 ms
complete; the function itself answered 503 · 6 events #160–#165
next: steps .  explain .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders was warm and gave a result (18 B) after 39.1 ms.
API Gateway mapped the result to HTTP 503 Service Unavailable (0 B); the client received it 40.7 ms
after it asked.
No hand-off failed: the function itself answered 503.
Likely cause: the function returned statusCode 503 without raising an error; the last it wrote was
"stock service is down"
6 events #160–#165      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain own-503 80": ##"""
51000003 POST /orders → 503   2026-11-22 15:01:50.402 UTC   HttpApi /$default  …
            0 ms                30    41
 sent       ▍                              0.6 ms   route POST /orders
 triggered  ▎                              0.3 ms   queue 0.21 ms
 executed   ██████████████████████████▉   39.1 ms   1 log line
 returned                              ▎   0.3 ms   HTTP 503 Service Unavailable
 displayed                             ▎   0.4 ms   103 B
critical path: executed 96 %, sent 1 %, displayed 1 %, triggered 1 % of 40.7 ms
complete; the function itself answered 503 · 6 events #160–#165
next: steps .  explain .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders was warm and gave a result (18 B) after 39.1 ms.
API Gateway mapped the result to HTTP 503 Service Unavailable (0 B); the client
received it 40.7 ms after it asked.
No hand-off failed: the function itself answered 503.
Likely cause: the function returned statusCode 503 without raising an error; the
last it wrote was "stock service is down"
6 events #160–#165      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain preflight 100": ##"""
5100000a OPTIONS /orders → 204   2026-11-22 15:01:51.102 UTC   HttpApi /$default   trace 1-6923c1de…
            0 ms                    0.200                   0.400              0.600
 sent       ████████████████████████████████████                                      0.3 ms
 displayed                                      ████████████████████████████████████  0.3 ms   103 B
critical path: sent 50 %, displayed 50 % of 0.6 ms
complete · 3 events #300–#302      next: steps .  explain .  logs .
The client sent OPTIONS /orders. API Gateway answered by itself: no function was meant to run.
It answered 204; the client received it 0.6 ms after it asked.
3 events #300–#302      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain preflight 80": ##"""
5100000a OPTIONS /orders → 204   2026-11-22 15:01:51.102 UTC   HttpApi /$defaul…
            0 ms             0.200            0.400        0.600
 sent       ██████████████████████████                            0.3 ms
 displayed                            ██████████████████████████  0.3 ms   103 B
critical path: sent 50 %, displayed 50 % of 0.6 ms
complete · 3 events #300–#302      next: steps .  explain .  logs .
The client sent OPTIONS /orders. API Gateway answered by itself: no function was
meant to run.
It answered 204; the client received it 0.6 ms after it asked.
3 events #300–#302      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain queued 100": ##"""
51000002 POST /orders → 200   2026-11-22 15:01:50.302 UTC   HttpApi /$default   function orders   t…
            0 ms                     500                    1001
 sent       ▏                                                     0.6 ms   route POST /orders
 triggered  ▏                                                     0.2 ms
 queue      █████████████████████████████████████████▌            799 ms   waited for an environment
 executed                                            ██████████▍  200 ms
 returned                                                      ▏  0.4 ms   HTTP 200 OK
 displayed                                                     ▏  0.5 ms   103 B
critical path: queue 80 %, executed 20 % of 1.00 s
complete · 6 events #140–#145      next: steps .  explain .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders was warm, after 799 ms in the queue, and gave a result (18 B) after 200 ms.
API Gateway mapped the result to HTTP 200 OK (13 B); the client received it 1.00 s after it asked.
6 events #140–#145      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain queued 80": ##"""
51000002 POST /orders → 200   2026-11-22 15:01:50.302 UTC   HttpApi /$default  …
            0 ms                        1001
 sent       ▏                                 0.6 ms   route POST /orders
 triggered  ▏                                 0.2 ms
 queue      █████████████████████████▌        799 ms   waited for an environment
 executed                            ██████▍  200 ms
 returned                                  ▏  0.4 ms   HTTP 200 OK
 displayed                                 ▏  0.5 ms   103 B
critical path: queue 80 %, executed 20 % of 1.00 s
complete · 6 events #140–#145      next: steps .  explain .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders was warm, after 799 ms in the queue, and gave a result (18 B) after
200 ms.
API Gateway mapped the result to HTTP 200 OK (13 B); the client received it
1.00 s after it asked.
6 events #140–#145      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain slow-function 100": ##"""
51000006 POST /orders → 500   2026-11-22 15:01:50.702 UTC   HttpApi /$default   function orders   t…
             0 ms                         2000       3002
 sent        ▏                                             0.6 ms   route POST /orders
 triggered   ▏                                             0.3 ms   queue 0.21 ms
 executed ✗  ████████████████████████████████████████████  3.00 s   Timed out after 3 s · 1 log line
 returned                                               ▏  0.4 ms   HTTP 500 Internal Server Error
 displayed                                              ▏  0.5 ms   103 B
critical path: executed 100 % of 3.00 s
failed at step 3; step 4 was affected · 6 events #220–#225      next: steps .  explain .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders was warm and had not answered when its time limit of 3 s passed.
Because no answer came, API Gateway answered 500 {"id":"o-19"}; the client received it 3.00 s after
it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: orders needs more than its 3 s for this event; the last it wrote, 2.96 s before that,
was "calling stock service"
6 events #220–#225      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain slow-function 80": ##"""
51000006 POST /orders → 500   2026-11-22 15:01:50.702 UTC   HttpApi /$default  …
             0 ms                3002
 sent        ▏                         0.6 ms   route POST /orders
 triggered   ▏                         0.3 ms   queue 0.21 ms
 executed ✗  ████████████████████████  3.00 s   Timed out after 3 s · 1 log line
 returned                           ▏  0.4 ms   HTTP 500 Internal Server Error
 displayed                          ▏  0.5 ms   103 B
critical path: executed 100 % of 3.00 s
failed at step 3; step 4 was affected · 6 events #220–#225
next: steps .  explain .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders was warm and had not answered when its time limit of 3 s passed.
Because no answer came, API Gateway answered 500 {"id":"o-19"}; the client
received it 3.00 s after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: orders needs more than its 3 s for this event; the last it wrote,
2.96 s before that, was "calling stock service"
6 events #220–#225      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain slow-start 100": ##"""
51000001 POST /orders → 500   2026-11-22 15:01:50.202 UTC   HttpApi /$default   function orders   t…
             0 ms                           1212
 sent        ▏                                     0.6 ms   route POST /orders
 triggered   ▏                                     0.5 ms
 queue       ▏                                    1.20 ms   waited for an environment
 init        ██████▏                               210 ms   cold start
 executed ✗        ████████████████████████████▉   998 ms   KeyError: 'sku' (app.py:41) · 3 log lin…
 returned                                      ▏   0.5 ms   HTTP 500 Internal Server Error
 displayed                                     ▏   0.7 ms   103 B
critical path: executed 82 %, init 17 % of 1.21 s
failed at step 3; step 4 was affected · 6 events #120–#125      next: steps .  explain .  logs .
The client sent POST /orders (20 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders started cold (init 210 ms), after 1.20 ms in the queue, and failed after 998 ms: KeyError:
'sku' at app.py:41 in create.
Because the function returned no response, API Gateway answered 500 {"message":"Internal Server
Error"}; the client received it 1.21 s after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: event.body has no "sku" (it holds: qty)
3 other flows failed the same way in the last hour: ls where error.type = "KeyError" and function =
"orders"
6 events #120–#125      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain slow-start 80": ##"""
51000001 POST /orders → 500   2026-11-22 15:01:50.202 UTC   HttpApi /$default  …
             0 ms               1212
 sent        ▏                         0.6 ms   route POST /orders
 triggered   ▏                         0.5 ms
 queue       ▏                        1.20 ms   waited for an environment
 init        ████                      210 ms   cold start
 executed ✗      ███████████████████   998 ms   KeyError: 'sku' (app.py:41) · 3…
 returned                          ▏   0.5 ms   HTTP 500 Internal Server Error
 displayed                         ▏   0.7 ms   103 B
critical path: executed 82 %, init 17 % of 1.21 s
failed at step 3; step 4 was affected · 6 events #120–#125
next: steps .  explain .  logs .
The client sent POST /orders (20 B, JSON). API Gateway matched route POST
/orders of HttpApi and triggered orders with a 2.0 event (79 B).
orders started cold (init 210 ms), after 1.20 ms in the queue, and failed after
998 ms: KeyError: 'sku' at app.py:41 in create.
Because the function returned no response, API Gateway answered 500
{"message":"Internal Server Error"}; the client received it 1.21 s after it
asked.
It failed at step 3 (executed); step 4 (returned) was affected.
Likely cause: event.body has no "sku" (it holds: qty)
3 other flows failed the same way in the last hour: ls where error.type =
"KeyError" and function = "orders"
6 events #120–#125      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain throttled 100": ##"""
51000008 POST /orders → 503   2026-11-22 15:01:50.902 UTC   HttpApi /$default   function orders   t…
             0 ms           0.5            1.0          1.5
 sent        ██████████████████▍                             0.6 ms   route POST /orders
 triggered                     ████████████▎                 0.4 ms
 executed ✗                                ▏                   0 ms   Throttled: no environment free
 returned                                  ██████▏           0.2 ms   HTTP 503 Service Unavailable
 displayed                                       █████████▎  0.3 ms   103 B
critical path: sent 40 %, triggered 27 %, displayed 20 %, returned 13 % of 1.50 ms
failed at step 3; step 4 was affected · 5 events #260–#264      next: steps .  explain .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders of HttpApi and
triggered orders with a 2.0 event (79 B).
orders was not run: it was throttled (its reserved concurrency was in use).
Because no answer came, API Gateway answered 503 {"id":"o-19"}; the client received it 1.50 ms after
it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
5 events #260–#264      next: steps .  timeline .  logs .  show .
"""##,
"timeline, explain throttled 80": ##"""
51000008 POST /orders → 503   2026-11-22 15:01:50.902 UTC   HttpApi /$default  …
             0 ms                   1.5
 sent        ██████████▍                 0.6 ms   route POST /orders
 triggered             ██████▉           0.4 ms
 executed ✗                   ▏            0 ms   Throttled: no environment free
 returned                     ███▌       0.2 ms   HTTP 503 Service Unavailable
 displayed                       █████▎  0.3 ms   103 B
critical path: sent 40 %, triggered 27 %, displayed 20 %, returned 13 % of 1.50…
failed at step 3; step 4 was affected · 5 events #260–#264
next: steps .  explain .  logs .
The client sent POST /orders (9 B, JSON). API Gateway matched route POST /orders
of HttpApi and triggered orders with a 2.0 event (79 B).
orders was not run: it was throttled (its reserved concurrency was in use).
Because no answer came, API Gateway answered 503 {"id":"o-19"}; the client
received it 1.50 ms after it asked.
It failed at step 3 (executed); step 4 (returned) was affected.
5 events #260–#264      next: steps .  timeline .  logs .  show .
"""##,
"track -v abandoned 160": ##"""
7f3a9c2a POST /orders → 200   2026-11-22 15:02:00.102 UTC   HttpApi /$default   function orders   trace 1-6923c1de-0123456789abcdef01234567
 Variable │ Start │ 1 sent            │ 2 triggered  │ 3 executed               │ 4 returned               │ 5 displayed              │ Final
──────────┼───────┼───────────────────┼──────────────┼──────────────────────────┼──────────────────────────┼──────────────────────────┼─────────────────────────
 Request  │ None  │ HTTP POST /orders │ ·            │ Event passed to orders   │ Response payload from    │ HTTP 200 OK response     │ HTTP 200 OK response
          │       │                   │              │                          │ orders                   │                          │
 Response │ None  │ ·                 │ ·            │ Lambda response          │ API Gateway response     │ Abandoned: client went   │ Abandoned: client went
          │       │                   │              │ generated                │ ready                    │ away                     │ away
 route    │ None  │ ·                 │ POST /orders │ ·                        │ ·                        │ ·                        │ POST /orders
 event    │ None  │ ·                 │ 2.0, 79 B    │ ·                        │ ·                        │ ·                        │ 2.0, 79 B
 headers  │ None  │ 2 headers         │ ·            │ ·                        │ 3 headers                │ ·                        │ 3 headers
 body     │ None  │ 9 B               │ ·            │ ·                        │ 13 B                     │ ·                        │ 13 B
 error    │ None  │ ·                 │ ·            │ ·                        │ ·                        │ ·                        │ None
 payload  │ None  │ ·                 │ ·            │ 18 B                     │ ·                        │ ·                        │ 18 B
 status   │ None  │ ·                 │ ·            │ ·                        │ 200                      │ ·                        │ 200
 elapsed  │ None  │ 0 ms              │ 0.6 ms       │ 900 ms                   │ 901 ms                   │ ·                        │ 901 ms
abandoned at step 5: the client went away · '·' unchanged      next: steps .  show .
"""##,
"track -v abandoned 80": ##"""
7f3a9c2a POST /orders → 200   2026-11-22 15:02:00.102 UTC   HttpApi /$default  …
 Request: Start → None
 Request: 1 sent → HTTP POST /orders
 Request: 3 executed → Event passed to orders
 Request: 4 returned → Response payload from orders
 Request: 5 displayed → HTTP 200 OK response
 Request: Final → HTTP 200 OK response
 Response: Start → None
 Response: 3 executed → Lambda response generated
 Response: 4 returned → API Gateway response ready
 Response: 5 displayed → Abandoned: client went away
 Response: Final → Abandoned: client went away
 route: Start → None
 route: 2 triggered → POST /orders
 route: Final → POST /orders
 event: Start → None
 event: 2 triggered → 2.0, 79 B
 event: Final → 2.0, 79 B
 headers: Start → None
 headers: 1 sent → 2 headers
 headers: 4 returned → 3 headers
 headers: Final → 3 headers
 body: Start → None
 body: 1 sent → 9 B
 body: 4 returned → 13 B
 body: Final → 13 B
 error: Start → None
 error: Final → None
 payload: Start → None
 payload: 3 executed → 18 B
 payload: Final → 18 B
 status: Start → None
 status: 4 returned → 200
 status: Final → 200
 elapsed: Start → None
 elapsed: 1 sent → 0 ms
 elapsed: 2 triggered → 0.6 ms
 elapsed: 3 executed → 900 ms
 elapsed: 4 returned → 901 ms
 elapsed: Final → 901 ms
abandoned at step 5: the client went away · '·' unchanged
next: steps .  show .
"""##,
"track -v asynchronous 160": ##"""
7f3a9c2e Invoke orders (Event) → 202   2026-11-22 15:02:04.102 UTC   function orders   trace 1-6923c1de-0123456789abcdef01234567
 Variable │ Start │ 1 sent                │ 4 returned              │ 5 displayed         │ 2 triggered      │ 3 executed              │ Final
──────────┼───────┼───────────────────────┼─────────────────────────┼─────────────────────┼──────────────────┼─────────────────────────┼────────────────────────
 Request  │ None  │ Invoke orders (Event) │ Event accepted          │ ·                   │ Event for orders │ Event passed to orders  │ Event passed to orders
 Response │ None  │ ·                     │ Invoke API response     │ Displayed to client │ ·                │ ·                       │ Displayed to client
          │       │                       │ ready                   │                     │                  │                         │
 Result   │ None  │ ·                     │ ·                       │ ·                   │ ·                │ Lambda response         │ Lambda response
          │       │                       │                         │                     │                  │ generated               │ generated
 route    │ None  │ ·                     │ ·                       │ ·                   │ ·                │ ·                       │ None
 event    │ None  │ ·                     │ ·                       │ ·                   │ payload, 79 B    │ ·                       │ payload, 79 B
 headers  │ None  │ 2 headers             │ 3 headers               │ ·                   │ ·                │ ·                       │ 3 headers
 body     │ None  │ 9 B                   │ 0 B                     │ ·                   │ ·                │ ·                       │ 0 B
 error    │ None  │ ·                     │ ·                       │ ·                   │ ·                │ ·                       │ None
 payload  │ None  │ ·                     │ ·                       │ ·                   │ ·                │ 4 B                     │ 4 B
 status   │ None  │ ·                     │ 202                     │ ·                   │ ·                │ ·                       │ 202
 elapsed  │ None  │ 0 ms                  │ 0.4 ms                  │ 0.7 ms              │ 1m 00s           │ ·                       │ 1m 00s
complete after 2 attempts · '·' unchanged      next: steps .  show .
"""##,
"track -v asynchronous 80": ##"""
7f3a9c2e Invoke orders (Event) → 202   2026-11-22 15:02:04.102 UTC   function o…
 Request: Start → None
 Request: 1 sent → Invoke orders (Event)
 Request: 4 returned → Event accepted
 Request: 2 triggered → Event for orders
 Request: 3 executed → Event passed to orders
 Request: Final → Event passed to orders
 Response: Start → None
 Response: 4 returned → Invoke API response ready
 Response: 5 displayed → Displayed to client
 Response: Final → Displayed to client
 Result: Start → None
 Result: 3 executed → Lambda response generated
 Result: Final → Lambda response generated
 route: Start → None
 route: Final → None
 event: Start → None
 event: 2 triggered → payload, 79 B
 event: Final → payload, 79 B
 headers: Start → None
 headers: 1 sent → 2 headers
 headers: 4 returned → 3 headers
 headers: Final → 3 headers
 body: Start → None
 body: 1 sent → 9 B
 body: 4 returned → 0 B
 body: Final → 0 B
 error: Start → None
 error: Final → None
 payload: Start → None
 payload: 3 executed → 4 B
 payload: Final → 4 B
 status: Start → None
 status: 4 returned → 202
 status: Final → 202
 elapsed: Start → None
 elapsed: 1 sent → 0 ms
 elapsed: 4 returned → 0.4 ms
 elapsed: 5 displayed → 0.7 ms
 elapsed: 2 triggered → 1m 00s
 elapsed: Final → 1m 00s
complete after 2 attempts · '·' unchanged      next: steps .  show .
"""##,
"track -v direct 160": ##"""
7f3a9c2d Invoke orders → 200   2026-11-22 15:02:03.102 UTC   function orders   trace 1-6923c1de-0123456789abcdef01234567
 Variable │ Start │ 1 sent        │ 2 triggered   │ 3 executed                │ 4 returned                   │ 5 displayed          │ Final
──────────┼───────┼───────────────┼───────────────┼───────────────────────────┼──────────────────────────────┼──────────────────────┼─────────────────────
 Request  │ None  │ Invoke orders │ ·             │ Event passed to orders    │ Response payload from orders │ HTTP 200 OK response │ HTTP 200 OK response
 Response │ None  │ ·             │ ·             │ Lambda response generated │ Invoke API response ready    │ Displayed to client  │ Displayed to client
 route    │ None  │ ·             │ ·             │ ·                         │ ·                            │ ·                    │ None
 event    │ None  │ ·             │ payload, 79 B │ ·                         │ ·                            │ ·                    │ payload, 79 B
 headers  │ None  │ 2 headers     │ ·             │ ·                         │ 3 headers                    │ ·                    │ 3 headers
 body     │ None  │ 9 B           │ ·             │ ·                         │ 6 B                          │ ·                    │ 6 B
 error    │ None  │ ·             │ ·             │ ·                         │ ·                            │ ·                    │ None
 payload  │ None  │ ·             │ ·             │ 6 B                       │ ·                            │ ·                    │ 6 B
 status   │ None  │ ·             │ ·             │ ·                         │ 200                          │ ·                    │ 200
 elapsed  │ None  │ 0 ms          │ 0.6 ms        │ 40.0 ms                   │ 40.3 ms                      │ 40.6 ms              │ 40.6 ms
complete · '·' unchanged      next: steps .  show .
"""##,
"track -v direct 80": ##"""
7f3a9c2d Invoke orders → 200   2026-11-22 15:02:03.102 UTC   function orders   …
 Request: Start → None
 Request: 1 sent → Invoke orders
 Request: 3 executed → Event passed to orders
 Request: 4 returned → Response payload from orders
 Request: 5 displayed → HTTP 200 OK response
 Request: Final → HTTP 200 OK response
 Response: Start → None
 Response: 3 executed → Lambda response generated
 Response: 4 returned → Invoke API response ready
 Response: 5 displayed → Displayed to client
 Response: Final → Displayed to client
 route: Start → None
 route: Final → None
 event: Start → None
 event: 2 triggered → payload, 79 B
 event: Final → payload, 79 B
 headers: Start → None
 headers: 1 sent → 2 headers
 headers: 4 returned → 3 headers
 headers: Final → 3 headers
 body: Start → None
 body: 1 sent → 9 B
 body: 4 returned → 6 B
 body: Final → 6 B
 error: Start → None
 error: Final → None
 payload: Start → None
 payload: 3 executed → 6 B
 payload: Final → 6 B
 status: Start → None
 status: 4 returned → 200
 status: Final → 200
 elapsed: Start → None
 elapsed: 1 sent → 0 ms
 elapsed: 2 triggered → 0.6 ms
 elapsed: 3 executed → 40.0 ms
 elapsed: 4 returned → 40.3 ms
 elapsed: 5 displayed → 40.6 ms
 elapsed: Final → 40.6 ms
complete · '·' unchanged      next: steps .  show .
"""##,
"track -v exit 160": ##"""
7f3a9c24 POST /orders → 500   2026-11-22 15:01:54.102 UTC   HttpApi /$default   function orders   trace 1-6923c1de-0123456789abcdef01234567
 Variable │ Start │ 1 sent            │ 2 triggered  │ 3 executed               │ 4 returned               │ 5 displayed              │ Final
──────────┼───────┼───────────────────┼──────────────┼──────────────────────────┼──────────────────────────┼──────────────────────────┼─────────────────────────
 Request  │ None  │ HTTP POST /orders │ ·            │ Event passed to orders   │ No payload from orders   │ HTTP 500 Internal Server │ HTTP 500 Internal Server
          │       │                   │              │                          │                          │ Error response           │ Error response
 Response │ None  │ ·                 │ ·            │ Process exited (status   │ API Gateway response     │ Displayed to client      │ Displayed to client
          │       │                   │              │ 3)                       │ ready (HTTP 500)         │                          │
 route    │ None  │ ·                 │ POST /orders │ ·                        │ ·                        │ ·                        │ POST /orders
 event    │ None  │ ·                 │ 2.0, 79 B    │ ·                        │ ·                        │ ·                        │ 2.0, 79 B
 headers  │ None  │ 2 headers         │ ·            │ ·                        │ 3 headers                │ ·                        │ 3 headers
 body     │ None  │ 9 B               │ ·            │ ·                        │ 35 B                     │ ·                        │ 35 B
 error    │ None  │ ·                 │ ·            │ Process exited (status   │ ·                        │ ·                        │ Process exited (status
          │       │                   │              │ 3)                       │                          │                          │ 3)
 payload  │ None  │ ·                 │ ·            │ ·                        │ ·                        │ ·                        │ None
 status   │ None  │ ·                 │ ·            │ ·                        │ 500                      │ ·                        │ 500
 elapsed  │ None  │ 0 ms              │ 0.6 ms       │ 20.0 ms                  │ 20.5 ms                  │ 21.0 ms                  │ 21.0 ms
failed at step 3; step 4 was affected · '·' unchanged      next: steps .  show .
"""##,
"track -v exit 80": ##"""
7f3a9c24 POST /orders → 500   2026-11-22 15:01:54.102 UTC   HttpApi /$default  …
 Request: Start → None
 Request: 1 sent → HTTP POST /orders
 Request: 3 executed → Event passed to orders
 Request: 4 returned → No payload from orders
 Request: 5 displayed → HTTP 500 Internal Server Error response
 Request: Final → HTTP 500 Internal Server Error response
 Response: Start → None
 Response: 3 executed → Process exited (status 3)
 Response: 4 returned → API Gateway response ready (HTTP 500)
 Response: 5 displayed → Displayed to client
 Response: Final → Displayed to client
 route: Start → None
 route: 2 triggered → POST /orders
 route: Final → POST /orders
 event: Start → None
 event: 2 triggered → 2.0, 79 B
 event: Final → 2.0, 79 B
 headers: Start → None
 headers: 1 sent → 2 headers
 headers: 4 returned → 3 headers
 headers: Final → 3 headers
 body: Start → None
 body: 1 sent → 9 B
 body: 4 returned → 35 B
 body: Final → 35 B
 error: Start → None
 error: 3 executed → Process exited (status 3)
 error: Final → Process exited (status 3)
 payload: Start → None
 payload: Final → None
 status: Start → None
 status: 4 returned → 500
 status: Final → 500
 elapsed: Start → None
 elapsed: 1 sent → 0 ms
 elapsed: 2 triggered → 0.6 ms
 elapsed: 3 executed → 20.0 ms
 elapsed: 4 returned → 20.5 ms
 elapsed: 5 displayed → 21.0 ms
 elapsed: Final → 21.0 ms
failed at step 3; step 4 was affected · '·' unchanged      next: steps .  show .
"""##,
"track -v handler-error 160": ##"""
7f3a9c21 POST /orders → 500   2026-11-22 15:01:51.102 UTC   HttpApi /$default   function orders   trace 1-6923c1de-0123456789abcdef01234567
 Variable │ Start │ 1 sent            │ 2 triggered  │ 3 executed               │ 4 returned               │ 5 displayed              │ Final
──────────┼───────┼───────────────────┼──────────────┼──────────────────────────┼──────────────────────────┼──────────────────────────┼─────────────────────────
 Request  │ None  │ HTTP POST /orders │ ·            │ Event passed to orders   │ Error from orders        │ HTTP 500 Internal Server │ HTTP 500 Internal Server
          │       │                   │              │                          │                          │ Error response           │ Error response
 Response │ None  │ ·                 │ ·            │ KeyError: 'sku'          │ API Gateway response     │ Displayed to client      │ Displayed to client
          │       │                   │              │ (app.py:41)              │ ready (HTTP 500)         │                          │
 route    │ None  │ ·                 │ POST /orders │ ·                        │ ·                        │ ·                        │ POST /orders
 event    │ None  │ ·                 │ 2.0, 79 B    │ ·                        │ ·                        │ ·                        │ 2.0, 79 B
 headers  │ None  │ 2 headers         │ ·            │ ·                        │ 3 headers                │ ·                        │ 3 headers
 body     │ None  │ 9 B               │ ·            │ ·                        │ 35 B                     │ ·                        │ 35 B
 error    │ None  │ ·                 │ ·            │ KeyError: 'sku'          │ ·                        │ ·                        │ KeyError: 'sku'
          │       │                   │              │ (app.py:41)              │                          │                          │ (app.py:41)
 payload  │ None  │ ·                 │ ·            │ 154 B                    │ ·                        │ ·                        │ 154 B
 status   │ None  │ ·                 │ ·            │ ·                        │ 500                      │ ·                        │ 500
 elapsed  │ None  │ 0 ms              │ 0.6 ms       │ 1.21 s                   │ ·                        │ ·                        │ 1.21 s
failed at step 3; step 4 was affected · '·' unchanged      next: steps .  show .
"""##,
"track -v handler-error 80": ##"""
7f3a9c21 POST /orders → 500   2026-11-22 15:01:51.102 UTC   HttpApi /$default  …
 Request: Start → None
 Request: 1 sent → HTTP POST /orders
 Request: 3 executed → Event passed to orders
 Request: 4 returned → Error from orders
 Request: 5 displayed → HTTP 500 Internal Server Error response
 Request: Final → HTTP 500 Internal Server Error response
 Response: Start → None
 Response: 3 executed → KeyError: 'sku' (app.py:41)
 Response: 4 returned → API Gateway response ready (HTTP 500)
 Response: 5 displayed → Displayed to client
 Response: Final → Displayed to client
 route: Start → None
 route: 2 triggered → POST /orders
 route: Final → POST /orders
 event: Start → None
 event: 2 triggered → 2.0, 79 B
 event: Final → 2.0, 79 B
 headers: Start → None
 headers: 1 sent → 2 headers
 headers: 4 returned → 3 headers
 headers: Final → 3 headers
 body: Start → None
 body: 1 sent → 9 B
 body: 4 returned → 35 B
 body: Final → 35 B
 error: Start → None
 error: 3 executed → KeyError: 'sku' (app.py:41)
 error: Final → KeyError: 'sku' (app.py:41)
 payload: Start → None
 payload: 3 executed → 154 B
 payload: Final → 154 B
 status: Start → None
 status: 4 returned → 500
 status: Final → 500
 elapsed: Start → None
 elapsed: 1 sent → 0 ms
 elapsed: 2 triggered → 0.6 ms
 elapsed: 3 executed → 1.21 s
 elapsed: Final → 1.21 s
failed at step 3; step 4 was affected · '·' unchanged      next: steps .  show .
"""##,
"track -v init-error 160": ##"""
7f3a9c23 POST /orders → 500   2026-11-22 15:01:53.102 UTC   HttpApi /$default   function orders   trace 1-6923c1de-0123456789abcdef01234567
 Variable │ Start │ 1 sent            │ 2 triggered  │ 3 executed               │ 4 returned               │ 5 displayed              │ Final
──────────┼───────┼───────────────────┼──────────────┼──────────────────────────┼──────────────────────────┼──────────────────────────┼─────────────────────────
 Request  │ None  │ HTTP POST /orders │ ·            │ Event passed to orders   │ No payload from orders   │ HTTP 500 Internal Server │ HTTP 500 Internal Server
          │       │                   │              │                          │                          │ Error response           │ Error response
 Response │ None  │ ·                 │ ·            │ Init failed:             │ API Gateway response     │ Displayed to client      │ Displayed to client
          │       │                   │              │ Runtime.ImportModuleErro │ ready (HTTP 500)         │                          │
          │       │                   │              │ r: Unable to import mod… │                          │                          │
 route    │ None  │ ·                 │ POST /orders │ ·                        │ ·                        │ ·                        │ POST /orders
 event    │ None  │ ·                 │ 2.0, 79 B    │ ·                        │ ·                        │ ·                        │ 2.0, 79 B
 headers  │ None  │ 2 headers         │ ·            │ ·                        │ 3 headers                │ ·                        │ 3 headers
 body     │ None  │ 9 B               │ ·            │ ·                        │ 35 B                     │ ·                        │ 35 B
 error    │ None  │ ·                 │ ·            │ Init failed:             │ ·                        │ ·                        │ Init failed:
          │       │                   │              │ Runtime.ImportModuleErro │                          │                          │ Runtime.ImportModuleErro
          │       │                   │              │ r: Unable to import mod… │                          │                          │ r: Unable to import mod…
 payload  │ None  │ ·                 │ ·            │ ·                        │ ·                        │ ·                        │ None
 status   │ None  │ ·                 │ ·            │ ·                        │ 500                      │ ·                        │ 500
 elapsed  │ None  │ 0 ms              │ 0.6 ms       │ 140 ms                   │ 141 ms                   │ ·                        │ 141 ms
failed at step 3; step 4 was affected · '·' unchanged      next: steps .  show .
"""##,
"track -v init-error 80": ##"""
7f3a9c23 POST /orders → 500   2026-11-22 15:01:53.102 UTC   HttpApi /$default  …
 Request: Start → None
 Request: 1 sent → HTTP POST /orders
 Request: 3 executed → Event passed to orders
 Request: 4 returned → No payload from orders
 Request: 5 displayed → HTTP 500 Internal Server Error response
 Request: Final → HTTP 500 Internal Server Error response
 Response: Start → None
 Response: 3 executed → Init failed: Runtime.ImportModuleError: Unable to import
module 'app': No module named 'requests'
 Response: 4 returned → API Gateway response ready (HTTP 500)
 Response: 5 displayed → Displayed to client
 Response: Final → Displayed to client
 route: Start → None
 route: 2 triggered → POST /orders
 route: Final → POST /orders
 event: Start → None
 event: 2 triggered → 2.0, 79 B
 event: Final → 2.0, 79 B
 headers: Start → None
 headers: 1 sent → 2 headers
 headers: 4 returned → 3 headers
 headers: Final → 3 headers
 body: Start → None
 body: 1 sent → 9 B
 body: 4 returned → 35 B
 body: Final → 35 B
 error: Start → None
 error: 3 executed → Init failed: Runtime.ImportModuleError: Unable to import
module 'app': No module named 'requests'
 error: Final → Init failed: Runtime.ImportModuleError: Unable to import module
'app': No module named 'requests'
 payload: Start → None
 payload: Final → None
 status: Start → None
 status: 4 returned → 500
 status: Final → 500
 elapsed: Start → None
 elapsed: 1 sent → 0 ms
 elapsed: 2 triggered → 0.6 ms
 elapsed: 3 executed → 140 ms
 elapsed: 4 returned → 141 ms
 elapsed: Final → 141 ms
failed at step 3; step 4 was affected · '·' unchanged      next: steps .  show .
"""##,
"track -v interrupted 160": ##"""
7f3a9c2b POST /orders   2026-11-22 15:02:01.102 UTC   HttpApi /$default   function orders   trace 1-6923c1de-0123456789abcdef01234567
 Variable │ Start │ 1 sent            │ 2 triggered  │ 3 executed │ 4 returned │ 5 displayed │ Final
──────────┼───────┼───────────────────┼──────────────┼────────────┼────────────┼─────────────┼─────────────────────────────
 Request  │ None  │ HTTP POST /orders │ ·            │ —          │ —          │ —           │ HTTP POST /orders
 Response │ None  │ ·                 │ ·            │ —          │ —          │ —           │ Interrupted: never displayed
 route    │ None  │ ·                 │ POST /orders │ —          │ —          │ —           │ POST /orders
 event    │ None  │ ·                 │ 2.0, 79 B    │ —          │ —          │ —           │ 2.0, 79 B
 headers  │ None  │ 2 headers         │ ·            │ —          │ —          │ —           │ 2 headers
 body     │ None  │ 9 B               │ ·            │ —          │ —          │ —           │ 9 B
 error    │ None  │ ·                 │ ·            │ —          │ —          │ —           │ None
 payload  │ None  │ ·                 │ ·            │ —          │ —          │ —           │ None
 status   │ None  │ ·                 │ ·            │ —          │ —          │ —           │ None
 elapsed  │ None  │ 0 ms              │ 0.6 ms       │ —          │ —          │ —           │ 1m 00s
interrupted after step 2: the service stopped · '·' unchanged      next: steps .  show .
"""##,
"track -v interrupted 80": ##"""
7f3a9c2b POST /orders   2026-11-22 15:02:01.102 UTC   HttpApi /$default   funct…
 Request: Start → None
 Request: 1 sent → HTTP POST /orders
 Request: 3 executed → —
 Request: Final → HTTP POST /orders
 Response: Start → None
 Response: 3 executed → —
 Response: Final → Interrupted: never displayed
 route: Start → None
 route: 2 triggered → POST /orders
 route: 3 executed → —
 route: Final → POST /orders
 event: Start → None
 event: 2 triggered → 2.0, 79 B
 event: 3 executed → —
 event: Final → 2.0, 79 B
 headers: Start → None
 headers: 1 sent → 2 headers
 headers: 3 executed → —
 headers: Final → 2 headers
 body: Start → None
 body: 1 sent → 9 B
 body: 3 executed → —
 body: Final → 9 B
 error: Start → None
 error: 3 executed → —
 error: Final → None
 payload: Start → None
 payload: 3 executed → —
 payload: Final → None
 status: Start → None
 status: 3 executed → —
 status: Final → None
 elapsed: Start → None
 elapsed: 1 sent → 0 ms
 elapsed: 2 triggered → 0.6 ms
 elapsed: 3 executed → —
 elapsed: Final → 1m 00s
interrupted after step 2: the service stopped · '·' unchanged
next: steps .  show .
"""##,
"track -v late-result 160": ##"""
7f3a9c2f POST /orders → 503   2026-11-22 15:02:05.102 UTC   HttpApi /$default   function orders   trace 1-6923c1de-0123456789abcdef01234567
 Variable │ Start │ 1 sent            │ 2 triggered  │ 3 executed               │ 4 returned               │ 5 displayed              │ Final
──────────┼───────┼───────────────────┼──────────────┼──────────────────────────┼──────────────────────────┼──────────────────────────┼─────────────────────────
 Request  │ None  │ HTTP POST /orders │ ·            │ Event passed to orders   │ No payload from orders   │ HTTP 503 Service         │ HTTP 503 Service
          │       │                   │              │                          │                          │ Unavailable response     │ Unavailable response
 Response │ None  │ ·                 │ ·            │ No answer when the       │ API Gateway response     │ Displayed to client      │ Displayed to client
          │       │                   │              │ gateway gave up after    │ ready (HTTP 503)         │                          │
          │       │                   │              │ 30 s                     │                          │                          │
 route    │ None  │ ·                 │ POST /orders │ ·                        │ ·                        │ ·                        │ POST /orders
 event    │ None  │ ·                 │ 2.0, 79 B    │ ·                        │ ·                        │ ·                        │ 2.0, 79 B
 headers  │ None  │ 2 headers         │ ·            │ ·                        │ 3 headers                │ ·                        │ 3 headers
 body     │ None  │ 9 B               │ ·            │ ·                        │ 33 B                     │ ·                        │ 33 B
 error    │ None  │ ·                 │ ·            │ No answer when the       │ ·                        │ ·                        │ No answer when the
          │       │                   │              │ gateway gave up after    │                          │                          │ gateway gave up after
          │       │                   │              │ 30 s                     │                          │                          │ 30 s
 payload  │ None  │ ·                 │ ·            │ ·                        │ ·                        │ ·                        │ None
 status   │ None  │ ·                 │ ·            │ ·                        │ 503                      │ ·                        │ 503
 elapsed  │ None  │ 0 ms              │ 0.6 ms       │ 30.0 s                   │ ·                        │ ·                        │ 33.0 s
failed at step 3; step 4 was affected · '·' unchanged      next: steps .  show .
"""##,
"track -v late-result 80": ##"""
7f3a9c2f POST /orders → 503   2026-11-22 15:02:05.102 UTC   HttpApi /$default  …
 Request: Start → None
 Request: 1 sent → HTTP POST /orders
 Request: 3 executed → Event passed to orders
 Request: 4 returned → No payload from orders
 Request: 5 displayed → HTTP 503 Service Unavailable response
 Request: Final → HTTP 503 Service Unavailable response
 Response: Start → None
 Response: 3 executed → No answer when the gateway gave up after 30 s
 Response: 4 returned → API Gateway response ready (HTTP 503)
 Response: 5 displayed → Displayed to client
 Response: Final → Displayed to client
 route: Start → None
 route: 2 triggered → POST /orders
 route: Final → POST /orders
 event: Start → None
 event: 2 triggered → 2.0, 79 B
 event: Final → 2.0, 79 B
 headers: Start → None
 headers: 1 sent → 2 headers
 headers: 4 returned → 3 headers
 headers: Final → 3 headers
 body: Start → None
 body: 1 sent → 9 B
 body: 4 returned → 33 B
 body: Final → 33 B
 error: Start → None
 error: 3 executed → No answer when the gateway gave up after 30 s
 error: Final → No answer when the gateway gave up after 30 s
 payload: Start → None
 payload: Final → None
 status: Start → None
 status: 4 returned → 503
 status: Final → 503
 elapsed: Start → None
 elapsed: 1 sent → 0 ms
 elapsed: 2 triggered → 0.6 ms
 elapsed: 3 executed → 30.0 s
 elapsed: Final → 33.0 s
failed at step 3; step 4 was affected · '·' unchanged      next: steps .  show .
"""##,
"track -v no-route-http 160": ##"""
7f3a9c26 GET /nope → 404   2026-11-22 15:01:56.102 UTC   HttpApi /$default   trace 1-6923c1de-0123456789abcdef01234567
 Variable │ Start │ 1 sent         │ 2 triggered       │ 3 executed │ 4 returned                     │ 5 displayed                 │ Final
──────────┼───────┼────────────────┼───────────────────┼────────────┼────────────────────────────────┼─────────────────────────────┼────────────────────────────
 Request  │ None  │ HTTP GET /nope │ ·                 │ —          │ Refused: no route              │ HTTP 404 Not Found response │ HTTP 404 Not Found response
 Response │ None  │ ·              │ Refused: no route │ —          │ API Gateway response ready     │ Displayed to client         │ Displayed to client
          │       │                │                   │            │ (HTTP 404)                     │                             │
 route    │ None  │ ·              │ ·                 │ —          │ None                           │ ·                           │ None
 event    │ None  │ ·              │ ·                 │ —          │ None                           │ ·                           │ None
 headers  │ None  │ 1 header       │ ·                 │ —          │ 3 headers                      │ ·                           │ 3 headers
 body     │ None  │ 0 B            │ ·                 │ —          │ 23 B                           │ ·                           │ 23 B
 error    │ None  │ ·              │ no route          │ —          │ no route                       │ ·                           │ no route
 payload  │ None  │ ·              │ ·                 │ —          │ None                           │ ·                           │ None
 status   │ None  │ ·              │ ·                 │ —          │ 404                            │ ·                           │ 404
 elapsed  │ None  │ 0 ms           │ 0.2 ms            │ —          │ 0.3 ms                         │ 0.6 ms                      │ 0.6 ms
refused at step 2 (no route); step 3 was skipped · '·' unchanged      next: steps .  show .
"""##,
"track -v no-route-http 80": ##"""
7f3a9c26 GET /nope → 404   2026-11-22 15:01:56.102 UTC   HttpApi /$default   tr…
 Request: Start → None
 Request: 1 sent → HTTP GET /nope
 Request: 3 executed → —
 Request: 4 returned → Refused: no route
 Request: 5 displayed → HTTP 404 Not Found response
 Request: Final → HTTP 404 Not Found response
 Response: Start → None
 Response: 2 triggered → Refused: no route
 Response: 3 executed → —
 Response: 4 returned → API Gateway response ready (HTTP 404)
 Response: 5 displayed → Displayed to client
 Response: Final → Displayed to client
 route: Start → None
 route: 3 executed → —
 route: 4 returned → None
 route: Final → None
 event: Start → None
 event: 3 executed → —
 event: 4 returned → None
 event: Final → None
 headers: Start → None
 headers: 1 sent → 1 header
 headers: 3 executed → —
 headers: 4 returned → 3 headers
 headers: Final → 3 headers
 body: Start → None
 body: 1 sent → 0 B
 body: 3 executed → —
 body: 4 returned → 23 B
 body: Final → 23 B
 error: Start → None
 error: 2 triggered → no route
 error: 3 executed → —
 error: 4 returned → no route
 error: Final → no route
 payload: Start → None
 payload: 3 executed → —
 payload: 4 returned → None
 payload: Final → None
 status: Start → None
 status: 3 executed → —
 status: 4 returned → 404
 status: Final → 404
 elapsed: Start → None
 elapsed: 1 sent → 0 ms
 elapsed: 2 triggered → 0.2 ms
 elapsed: 3 executed → —
 elapsed: 4 returned → 0.3 ms
 elapsed: 5 displayed → 0.6 ms
 elapsed: Final → 0.6 ms
refused at step 2 (no route); step 3 was skipped · '·' unchanged
next: steps .  show .
"""##,
"track -v no-route-rest 160": ##"""
7f3a9c27 GET /nope → 403   2026-11-22 15:01:57.102 UTC   HttpApi /Prod   trace 1-6923c1de-0123456789abcdef01234567
 Variable │ Start │ 1 sent         │ 2 triggered       │ 3 executed │ 4 returned                     │ 5 displayed                 │ Final
──────────┼───────┼────────────────┼───────────────────┼────────────┼────────────────────────────────┼─────────────────────────────┼────────────────────────────
 Request  │ None  │ HTTP GET /nope │ ·                 │ —          │ Refused: no route              │ HTTP 403 Forbidden response │ HTTP 403 Forbidden response
 Response │ None  │ ·              │ Refused: no route │ —          │ API Gateway response ready     │ Displayed to client         │ Displayed to client
          │       │                │                   │            │ (HTTP 403)                     │                             │
 route    │ None  │ ·              │ ·                 │ —          │ None                           │ ·                           │ None
 event    │ None  │ ·              │ ·                 │ —          │ None                           │ ·                           │ None
 headers  │ None  │ 0 headers      │ ·                 │ —          │ 3 headers                      │ ·                           │ 3 headers
 body     │ None  │ 0 B            │ ·                 │ —          │ 42 B                           │ ·                           │ 42 B
 error    │ None  │ ·              │ no route          │ —          │ no route                       │ ·                           │ no route
 payload  │ None  │ ·              │ ·                 │ —          │ None                           │ ·                           │ None
 status   │ None  │ ·              │ ·                 │ —          │ 403                            │ ·                           │ 403
 elapsed  │ None  │ 0 ms           │ 0.2 ms            │ —          │ 0.3 ms                         │ 0.6 ms                      │ 0.6 ms
refused at step 2 (no route); step 3 was skipped · '·' unchanged      next: steps .  show .
"""##,
"track -v no-route-rest 80": ##"""
7f3a9c27 GET /nope → 403   2026-11-22 15:01:57.102 UTC   HttpApi /Prod   trace …
 Request: Start → None
 Request: 1 sent → HTTP GET /nope
 Request: 3 executed → —
 Request: 4 returned → Refused: no route
 Request: 5 displayed → HTTP 403 Forbidden response
 Request: Final → HTTP 403 Forbidden response
 Response: Start → None
 Response: 2 triggered → Refused: no route
 Response: 3 executed → —
 Response: 4 returned → API Gateway response ready (HTTP 403)
 Response: 5 displayed → Displayed to client
 Response: Final → Displayed to client
 route: Start → None
 route: 3 executed → —
 route: 4 returned → None
 route: Final → None
 event: Start → None
 event: 3 executed → —
 event: 4 returned → None
 event: Final → None
 headers: Start → None
 headers: 1 sent → 0 headers
 headers: 3 executed → —
 headers: 4 returned → 3 headers
 headers: Final → 3 headers
 body: Start → None
 body: 1 sent → 0 B
 body: 3 executed → —
 body: 4 returned → 42 B
 body: Final → 42 B
 error: Start → None
 error: 2 triggered → no route
 error: 3 executed → —
 error: 4 returned → no route
 error: Final → no route
 payload: Start → None
 payload: 3 executed → —
 payload: 4 returned → None
 payload: Final → None
 status: Start → None
 status: 3 executed → —
 status: 4 returned → 403
 status: Final → 403
 elapsed: Start → None
 elapsed: 1 sent → 0 ms
 elapsed: 2 triggered → 0.2 ms
 elapsed: 3 executed → —
 elapsed: 4 returned → 0.3 ms
 elapsed: 5 displayed → 0.6 ms
 elapsed: Final → 0.6 ms
refused at step 2 (no route); step 3 was skipped · '·' unchanged
next: steps .  show .
"""##,
"track -v running 160": ##"""
7f3a9c2c POST /orders → …   2026-11-22 15:02:02.102 UTC   HttpApi /$default   function orders   trace 1-6923c1de-0123456789abcdef01234567
 Variable │ Start │ 1 sent            │ 2 triggered  │ 3 executed │ 4 returned │ 5 displayed │ Final
──────────┼───────┼───────────────────┼──────────────┼────────────┼────────────┼─────────────┼───────────────────
 Request  │ None  │ HTTP POST /orders │ ·            │ —          │ —          │ —           │ HTTP POST /orders
 Response │ None  │ ·                 │ ·            │ —          │ —          │ —           │ None (in progress)
 route    │ None  │ ·                 │ POST /orders │ —          │ —          │ —           │ POST /orders
 event    │ None  │ ·                 │ 2.0, 79 B    │ —          │ —          │ —           │ 2.0, 79 B
 headers  │ None  │ 2 headers         │ ·            │ —          │ —          │ —           │ 2 headers
 body     │ None  │ 9 B               │ ·            │ —          │ —          │ —           │ 9 B
 error    │ None  │ ·                 │ ·            │ —          │ —          │ —           │ None
 payload  │ None  │ ·                 │ ·            │ —          │ —          │ —           │ None
 status   │ None  │ ·                 │ ·            │ —          │ —          │ —           │ None
 elapsed  │ None  │ 0 ms              │ 0.6 ms       │ —          │ —          │ —           │ 0.9 ms
in progress, waiting for step 3 executed · '·' unchanged      next: steps .  show .
"""##,
"track -v running 80": ##"""
7f3a9c2c POST /orders → …   2026-11-22 15:02:02.102 UTC   HttpApi /$default   f…
 Request: Start → None
 Request: 1 sent → HTTP POST /orders
 Request: 3 executed → —
 Request: Final → HTTP POST /orders
 Response: Start → None
 Response: 3 executed → —
 Response: Final → None (in progress)
 route: Start → None
 route: 2 triggered → POST /orders
 route: 3 executed → —
 route: Final → POST /orders
 event: Start → None
 event: 2 triggered → 2.0, 79 B
 event: 3 executed → —
 event: Final → 2.0, 79 B
 headers: Start → None
 headers: 1 sent → 2 headers
 headers: 3 executed → —
 headers: Final → 2 headers
 body: Start → None
 body: 1 sent → 9 B
 body: 3 executed → —
 body: Final → 9 B
 error: Start → None
 error: 3 executed → —
 error: Final → None
 payload: Start → None
 payload: 3 executed → —
 payload: Final → None
 status: Start → None
 status: 3 executed → —
 status: Final → None
 elapsed: Start → None
 elapsed: 1 sent → 0 ms
 elapsed: 2 triggered → 0.6 ms
 elapsed: 3 executed → —
 elapsed: Final → 0.9 ms
in progress, waiting for step 3 executed · '·' unchanged
next: steps .  show .
"""##,
"track -v signal 160": ##"""
7f3a9c25 POST /orders → 500   2026-11-22 15:01:55.102 UTC   HttpApi /$default   function orders   trace 1-6923c1de-0123456789abcdef01234567
 Variable │ Start │ 1 sent            │ 2 triggered  │ 3 executed               │ 4 returned               │ 5 displayed              │ Final
──────────┼───────┼───────────────────┼──────────────┼──────────────────────────┼──────────────────────────┼──────────────────────────┼─────────────────────────
 Request  │ None  │ HTTP POST /orders │ ·            │ Event passed to orders   │ No payload from orders   │ HTTP 500 Internal Server │ HTTP 500 Internal Server
          │       │                   │              │                          │                          │ Error response           │ Error response
 Response │ None  │ ·                 │ ·            │ Process killed (SIGKILL) │ API Gateway response     │ Displayed to client      │ Displayed to client
          │       │                   │              │                          │ ready (HTTP 500)         │                          │
 route    │ None  │ ·                 │ POST /orders │ ·                        │ ·                        │ ·                        │ POST /orders
 event    │ None  │ ·                 │ 2.0, 79 B    │ ·                        │ ·                        │ ·                        │ 2.0, 79 B
 headers  │ None  │ 2 headers         │ ·            │ ·                        │ 3 headers                │ ·                        │ 3 headers
 body     │ None  │ 9 B               │ ·            │ ·                        │ 35 B                     │ ·                        │ 35 B
 error    │ None  │ ·                 │ ·            │ Process killed (SIGKILL) │ ·                        │ ·                        │ Process killed (SIGKILL)
 payload  │ None  │ ·                 │ ·            │ ·                        │ ·                        │ ·                        │ None
 status   │ None  │ ·                 │ ·            │ ·                        │ 500                      │ ·                        │ 500
 elapsed  │ None  │ 0 ms              │ 0.6 ms       │ 20.0 ms                  │ 20.5 ms                  │ 21.0 ms                  │ 21.0 ms
failed at step 3; step 4 was affected · '·' unchanged      next: steps .  show .
"""##,
"track -v signal 80": ##"""
7f3a9c25 POST /orders → 500   2026-11-22 15:01:55.102 UTC   HttpApi /$default  …
 Request: Start → None
 Request: 1 sent → HTTP POST /orders
 Request: 3 executed → Event passed to orders
 Request: 4 returned → No payload from orders
 Request: 5 displayed → HTTP 500 Internal Server Error response
 Request: Final → HTTP 500 Internal Server Error response
 Response: Start → None
 Response: 3 executed → Process killed (SIGKILL)
 Response: 4 returned → API Gateway response ready (HTTP 500)
 Response: 5 displayed → Displayed to client
 Response: Final → Displayed to client
 route: Start → None
 route: 2 triggered → POST /orders
 route: Final → POST /orders
 event: Start → None
 event: 2 triggered → 2.0, 79 B
 event: Final → 2.0, 79 B
 headers: Start → None
 headers: 1 sent → 2 headers
 headers: 4 returned → 3 headers
 headers: Final → 3 headers
 body: Start → None
 body: 1 sent → 9 B
 body: 4 returned → 35 B
 body: Final → 35 B
 error: Start → None
 error: 3 executed → Process killed (SIGKILL)
 error: Final → Process killed (SIGKILL)
 payload: Start → None
 payload: Final → None
 status: Start → None
 status: 4 returned → 500
 status: Final → 500
 elapsed: Start → None
 elapsed: 1 sent → 0 ms
 elapsed: 2 triggered → 0.6 ms
 elapsed: 3 executed → 20.0 ms
 elapsed: 4 returned → 20.5 ms
 elapsed: 5 displayed → 21.0 ms
 elapsed: Final → 21.0 ms
failed at step 3; step 4 was affected · '·' unchanged      next: steps .  show .
"""##,
"track -v success 160": ##"""
7f3a9c20 POST /orders → 201   2026-11-22 15:01:50.102 UTC   HttpApi /$default   function orders   trace 1-6923c1de-0123456789abcdef01234567
 Variable │ Start │ 1 sent            │ 2 triggered  │ 3 executed               │ 4 returned               │ 5 displayed              │ Final
──────────┼───────┼───────────────────┼──────────────┼──────────────────────────┼──────────────────────────┼──────────────────────────┼─────────────────────────
 Request  │ None  │ HTTP POST /orders │ ·            │ Event passed to orders   │ Response payload from    │ HTTP 201 Created         │ HTTP 201 Created
          │       │                   │              │                          │ orders                   │ response                 │ response
 Response │ None  │ ·                 │ ·            │ Lambda response          │ API Gateway response     │ Displayed to client      │ Displayed to client
          │       │                   │              │ generated                │ ready                    │                          │
 route    │ None  │ ·                 │ POST /orders │ ·                        │ ·                        │ ·                        │ POST /orders
 event    │ None  │ ·                 │ 2.0, 79 B    │ ·                        │ ·                        │ ·                        │ 2.0, 79 B
 headers  │ None  │ 2 headers         │ ·            │ ·                        │ 3 headers                │ ·                        │ 3 headers
 body     │ None  │ 9 B               │ ·            │ ·                        │ 13 B                     │ ·                        │ 13 B
 error    │ None  │ ·                 │ ·            │ ·                        │ ·                        │ ·                        │ None
 payload  │ None  │ ·                 │ ·            │ 18 B                     │ ·                        │ ·                        │ 18 B
 status   │ None  │ ·                 │ ·            │ ·                        │ 201                      │ ·                        │ 201
 elapsed  │ None  │ 0 ms              │ 0.6 ms       │ 1.21 s                   │ ·                        │ ·                        │ 1.21 s
complete · '·' unchanged      next: steps .  show .
"""##,
"track -v success 80": ##"""
7f3a9c20 POST /orders → 201   2026-11-22 15:01:50.102 UTC   HttpApi /$default  …
 Request: Start → None
 Request: 1 sent → HTTP POST /orders
 Request: 3 executed → Event passed to orders
 Request: 4 returned → Response payload from orders
 Request: 5 displayed → HTTP 201 Created response
 Request: Final → HTTP 201 Created response
 Response: Start → None
 Response: 3 executed → Lambda response generated
 Response: 4 returned → API Gateway response ready
 Response: 5 displayed → Displayed to client
 Response: Final → Displayed to client
 route: Start → None
 route: 2 triggered → POST /orders
 route: Final → POST /orders
 event: Start → None
 event: 2 triggered → 2.0, 79 B
 event: Final → 2.0, 79 B
 headers: Start → None
 headers: 1 sent → 2 headers
 headers: 4 returned → 3 headers
 headers: Final → 3 headers
 body: Start → None
 body: 1 sent → 9 B
 body: 4 returned → 13 B
 body: Final → 13 B
 error: Start → None
 error: Final → None
 payload: Start → None
 payload: 3 executed → 18 B
 payload: Final → 18 B
 status: Start → None
 status: 4 returned → 201
 status: Final → 201
 elapsed: Start → None
 elapsed: 1 sent → 0 ms
 elapsed: 2 triggered → 0.6 ms
 elapsed: 3 executed → 1.21 s
 elapsed: Final → 1.21 s
complete · '·' unchanged      next: steps .  show .
"""##,
"track -v timeout 160": ##"""
7f3a9c22 POST /orders → 502   2026-11-22 15:01:52.102 UTC   HttpApi /Prod   function orders   trace 1-6923c1de-0123456789abcdef01234567
 Variable │ Start │ 1 sent            │ 2 triggered  │ 3 executed             │ 4 returned               │ 5 displayed               │ Final
──────────┼───────┼───────────────────┼──────────────┼────────────────────────┼──────────────────────────┼───────────────────────────┼──────────────────────────
 Request  │ None  │ HTTP POST /orders │ ·            │ Event passed to orders │ No payload from orders   │ HTTP 502 Bad Gateway      │ HTTP 502 Bad Gateway
          │       │                   │              │                        │                          │ response                  │ response
 Response │ None  │ ·                 │ ·            │ Timed out after 3 s    │ API Gateway response     │ Displayed to client       │ Displayed to client
          │       │                   │              │                        │ ready (HTTP 502)         │                           │
 route    │ None  │ ·                 │ POST /orders │ ·                      │ ·                        │ ·                         │ POST /orders
 event    │ None  │ ·                 │ rest, 79 B   │ ·                      │ ·                        │ ·                         │ rest, 79 B
 headers  │ None  │ 2 headers         │ ·            │ ·                      │ 3 headers                │ ·                         │ 3 headers
 body     │ None  │ 9 B               │ ·            │ ·                      │ 36 B                     │ ·                         │ 36 B
 error    │ None  │ ·                 │ ·            │ Timed out after 3 s    │ ·                        │ ·                         │ Timed out after 3 s
 payload  │ None  │ ·                 │ ·            │ ·                      │ ·                        │ ·                         │ None
 status   │ None  │ ·                 │ ·            │ ·                      │ 502                      │ ·                         │ 502
 elapsed  │ None  │ 0 ms              │ 0.6 ms       │ 3.00 s                 │ ·                        │ ·                         │ 3.00 s
failed at step 3; step 4 was affected · '·' unchanged      next: steps .  show .
"""##,
"track -v timeout 80": ##"""
7f3a9c22 POST /orders → 502   2026-11-22 15:01:52.102 UTC   HttpApi /Prod   fun…
 Request: Start → None
 Request: 1 sent → HTTP POST /orders
 Request: 3 executed → Event passed to orders
 Request: 4 returned → No payload from orders
 Request: 5 displayed → HTTP 502 Bad Gateway response
 Request: Final → HTTP 502 Bad Gateway response
 Response: Start → None
 Response: 3 executed → Timed out after 3 s
 Response: 4 returned → API Gateway response ready (HTTP 502)
 Response: 5 displayed → Displayed to client
 Response: Final → Displayed to client
 route: Start → None
 route: 2 triggered → POST /orders
 route: Final → POST /orders
 event: Start → None
 event: 2 triggered → rest, 79 B
 event: Final → rest, 79 B
 headers: Start → None
 headers: 1 sent → 2 headers
 headers: 4 returned → 3 headers
 headers: Final → 3 headers
 body: Start → None
 body: 1 sent → 9 B
 body: 4 returned → 36 B
 body: Final → 36 B
 error: Start → None
 error: 3 executed → Timed out after 3 s
 error: Final → Timed out after 3 s
 payload: Start → None
 payload: Final → None
 status: Start → None
 status: 4 returned → 502
 status: Final → 502
 elapsed: Start → None
 elapsed: 1 sent → 0 ms
 elapsed: 2 triggered → 0.6 ms
 elapsed: 3 executed → 3.00 s
 elapsed: Final → 3.00 s
failed at step 3; step 4 was affected · '·' unchanged      next: steps .  show .
"""##,
"track -v undecodable 160": ##"""
7f3a9c29 POST /orders → 500   2026-11-22 15:01:59.102 UTC   HttpApi /$default   function orders   trace 1-6923c1de-0123456789abcdef01234567
 Variable │ Start │ 1 sent            │ 2 triggered  │ 3 executed               │ 4 returned               │ 5 displayed              │ Final
──────────┼───────┼───────────────────┼──────────────┼──────────────────────────┼──────────────────────────┼──────────────────────────┼─────────────────────────
 Request  │ None  │ HTTP POST /orders │ ·            │ Event passed to orders   │ Response payload from    │ HTTP 500 Internal Server │ HTTP 500 Internal Server
          │       │                   │              │                          │ orders                   │ Error response           │ Error response
 Response │ None  │ ·                 │ ·            │ Lambda response          │ API Gateway response     │ Displayed to client      │ Displayed to client
          │       │                   │              │ generated                │ ready (HTTP 500)         │                          │
 route    │ None  │ ·                 │ POST /orders │ ·                        │ ·                        │ ·                        │ POST /orders
 event    │ None  │ ·                 │ 2.0, 79 B    │ ·                        │ ·                        │ ·                        │ 2.0, 79 B
 headers  │ None  │ 2 headers         │ ·            │ ·                        │ 3 headers                │ ·                        │ 3 headers
 body     │ None  │ 9 B               │ ·            │ ·                        │ 35 B                     │ ·                        │ 35 B
 error    │ None  │ ·                 │ ·            │ ·                        │ statusCode is not a      │ ·                        │ statusCode is not a
          │       │                   │              │                          │ number                   │                          │ number
 payload  │ None  │ ·                 │ ·            │ 20 B                     │ ·                        │ ·                        │ 20 B
 status   │ None  │ ·                 │ ·            │ ·                        │ 500                      │ ·                        │ 500
 elapsed  │ None  │ 0 ms              │ 0.6 ms       │ 12.4 ms                  │ 12.7 ms                  │ 13.0 ms                  │ 13.0 ms
failed at step 4: the result could not be mapped · '·' unchanged      next: steps .  show .
"""##,
"track -v undecodable 80": ##"""
7f3a9c29 POST /orders → 500   2026-11-22 15:01:59.102 UTC   HttpApi /$default  …
 Request: Start → None
 Request: 1 sent → HTTP POST /orders
 Request: 3 executed → Event passed to orders
 Request: 4 returned → Response payload from orders
 Request: 5 displayed → HTTP 500 Internal Server Error response
 Request: Final → HTTP 500 Internal Server Error response
 Response: Start → None
 Response: 3 executed → Lambda response generated
 Response: 4 returned → API Gateway response ready (HTTP 500)
 Response: 5 displayed → Displayed to client
 Response: Final → Displayed to client
 route: Start → None
 route: 2 triggered → POST /orders
 route: Final → POST /orders
 event: Start → None
 event: 2 triggered → 2.0, 79 B
 event: Final → 2.0, 79 B
 headers: Start → None
 headers: 1 sent → 2 headers
 headers: 4 returned → 3 headers
 headers: Final → 3 headers
 body: Start → None
 body: 1 sent → 9 B
 body: 4 returned → 35 B
 body: Final → 35 B
 error: Start → None
 error: 4 returned → statusCode is not a number
 error: Final → statusCode is not a number
 payload: Start → None
 payload: 3 executed → 20 B
 payload: Final → 20 B
 status: Start → None
 status: 4 returned → 500
 status: Final → 500
 elapsed: Start → None
 elapsed: 1 sent → 0 ms
 elapsed: 2 triggered → 0.6 ms
 elapsed: 3 executed → 12.4 ms
 elapsed: 4 returned → 12.7 ms
 elapsed: 5 displayed → 13.0 ms
 elapsed: Final → 13.0 ms
failed at step 4: the result could not be mapped · '·' unchanged
next: steps .  show .
"""##,
"track -v unsupported 160": ##"""
7f3a9c28 POST /orders → 501   2026-11-22 15:01:58.102 UTC   HttpApi /$default   trace 1-6923c1de-0123456789abcdef01234567
 Variable │ Start │ 1 sent            │ 2 triggered            │ 3 executed │ 4 returned                │ 5 displayed               │ Final
──────────┼───────┼───────────────────┼────────────────────────┼────────────┼───────────────────────────┼───────────────────────────┼───────────────────────────
 Request  │ None  │ HTTP POST /orders │ ·                      │ —          │ Refused: not supported    │ HTTP 501 Not Implemented  │ HTTP 501 Not Implemented
          │       │                   │                        │            │                           │ response                  │ response
 Response │ None  │ ·                 │ Refused: not supported │ —          │ API Gateway response      │ Displayed to client       │ Displayed to client
          │       │                   │                        │            │ ready (HTTP 501)          │                           │
 route    │ None  │ ·                 │ ·                      │ —          │ None                      │ ·                         │ None
 event    │ None  │ ·                 │ ·                      │ —          │ None                      │ ·                         │ None
 headers  │ None  │ 2 headers         │ ·                      │ —          │ 3 headers                 │ ·                         │ 3 headers
 body     │ None  │ 9 B               │ ·                      │ —          │ 13 B                      │ ·                         │ 13 B
 error    │ None  │ ·                 │ not supported          │ —          │ not supported             │ ·                         │ not supported
 payload  │ None  │ ·                 │ ·                      │ —          │ None                      │ ·                         │ None
 status   │ None  │ ·                 │ ·                      │ —          │ 501                       │ ·                         │ 501
 elapsed  │ None  │ 0 ms              │ 0.2 ms                 │ —          │ 0.3 ms                    │ 0.6 ms                    │ 0.6 ms
refused at step 2 (not supported); step 3 was skipped · '·' unchanged      next: steps .  show .
"""##,
"track -v unsupported 80": ##"""
7f3a9c28 POST /orders → 501   2026-11-22 15:01:58.102 UTC   HttpApi /$default  …
 Request: Start → None
 Request: 1 sent → HTTP POST /orders
 Request: 3 executed → —
 Request: 4 returned → Refused: not supported
 Request: 5 displayed → HTTP 501 Not Implemented response
 Request: Final → HTTP 501 Not Implemented response
 Response: Start → None
 Response: 2 triggered → Refused: not supported
 Response: 3 executed → —
 Response: 4 returned → API Gateway response ready (HTTP 501)
 Response: 5 displayed → Displayed to client
 Response: Final → Displayed to client
 route: Start → None
 route: 3 executed → —
 route: 4 returned → None
 route: Final → None
 event: Start → None
 event: 3 executed → —
 event: 4 returned → None
 event: Final → None
 headers: Start → None
 headers: 1 sent → 2 headers
 headers: 3 executed → —
 headers: 4 returned → 3 headers
 headers: Final → 3 headers
 body: Start → None
 body: 1 sent → 9 B
 body: 3 executed → —
 body: 4 returned → 13 B
 body: Final → 13 B
 error: Start → None
 error: 2 triggered → not supported
 error: 3 executed → —
 error: 4 returned → not supported
 error: Final → not supported
 payload: Start → None
 payload: 3 executed → —
 payload: 4 returned → None
 payload: Final → None
 status: Start → None
 status: 3 executed → —
 status: 4 returned → 501
 status: Final → 501
 elapsed: Start → None
 elapsed: 1 sent → 0 ms
 elapsed: 2 triggered → 0.2 ms
 elapsed: 3 executed → —
 elapsed: 4 returned → 0.3 ms
 elapsed: 5 displayed → 0.6 ms
 elapsed: Final → 0.6 ms
refused at step 2 (not supported); step 3 was skipped · '·' unchanged
next: steps .  show .
"""##,
"track @last -o csv": ##"""
flow,variable,start,sent,triggered,executed,returned,displayed,final
01a203c7-562e-7abc-8123-45677f3a9c2f,Request,None,HTTP POST /orders,HTTP POST /orders,Event passed to orders,No payload from orders,HTTP 503 Service Unavailable response,HTTP 503 Service Unavailable response
01a203c7-562e-7abc-8123-45677f3a9c2f,Response,None,None,None,No answer when the gateway gave up after 30 s,API Gateway response ready (HTTP 503),Displayed to client,Displayed to client
01a203c7-562e-7abc-8123-45677f3a9c2f,route,None,None,POST /orders,POST /orders,POST /orders,POST /orders,POST /orders
01a203c7-562e-7abc-8123-45677f3a9c2f,event,None,None,"2.0, 79 B","2.0, 79 B","2.0, 79 B","2.0, 79 B","2.0, 79 B"
01a203c7-562e-7abc-8123-45677f3a9c2f,headers,None,2 headers,2 headers,2 headers,3 headers,3 headers,3 headers
01a203c7-562e-7abc-8123-45677f3a9c2f,body,None,9 B,9 B,9 B,33 B,33 B,33 B
01a203c7-562e-7abc-8123-45677f3a9c2f,error,None,None,None,No answer when the gateway gave up after 30 s,No answer when the gateway gave up after 30 s,No answer when the gateway gave up after 30 s,No answer when the gateway gave up after 30 s
01a203c7-562e-7abc-8123-45677f3a9c2f,payload,None,None,None,None,None,None,None
01a203c7-562e-7abc-8123-45677f3a9c2f,status,None,None,None,None,503,503,503
01a203c7-562e-7abc-8123-45677f3a9c2f,elapsed,None,0 ms,0.6 ms,30.0 s,30.0 s,30.0 s,33.0 s
"""##,
"track @last -o expanded": ##"""
─[ 1 ]────────────────
flow      │ 01a203c7-562e-7abc-8123-45677f3a9c2f
variable  │ Request
start     │ None
sent      │ HTTP POST /orders
triggered │ HTTP POST /orders
executed  │ Event passed to orders
returned  │ No payload from orders
displayed │ HTTP 503 Service Unavailable response
final     │ HTTP 503 Service Unavailable response
─[ 2 ]────────────────
flow      │ 01a203c7-562e-7abc-8123-45677f3a9c2f
variable  │ Response
start     │ None
sent      │ None
triggered │ None
executed  │ No answer when the gateway gave up after 30 s
returned  │ API Gateway response ready (HTTP 503)
displayed │ Displayed to client
final     │ Displayed to client
─[ 3 ]────────────────
flow      │ 01a203c7-562e-7abc-8123-45677f3a9c2f
variable  │ route
start     │ None
sent      │ None
triggered │ POST /orders
executed  │ POST /orders
returned  │ POST /orders
displayed │ POST /orders
final     │ POST /orders
─[ 4 ]────────────────
flow      │ 01a203c7-562e-7abc-8123-45677f3a9c2f
variable  │ event
start     │ None
sent      │ None
triggered │ 2.0, 79 B
executed  │ 2.0, 79 B
returned  │ 2.0, 79 B
displayed │ 2.0, 79 B
final     │ 2.0, 79 B
─[ 5 ]────────────────
flow      │ 01a203c7-562e-7abc-8123-45677f3a9c2f
variable  │ headers
start     │ None
sent      │ 2 headers
triggered │ 2 headers
executed  │ 2 headers
returned  │ 3 headers
displayed │ 3 headers
final     │ 3 headers
─[ 6 ]────────────────
flow      │ 01a203c7-562e-7abc-8123-45677f3a9c2f
variable  │ body
start     │ None
sent      │ 9 B
triggered │ 9 B
executed  │ 9 B
returned  │ 33 B
displayed │ 33 B
final     │ 33 B
─[ 7 ]────────────────
flow      │ 01a203c7-562e-7abc-8123-45677f3a9c2f
variable  │ error
start     │ None
sent      │ None
triggered │ None
executed  │ No answer when the gateway gave up after 30 s
returned  │ No answer when the gateway gave up after 30 s
displayed │ No answer when the gateway gave up after 30 s
final     │ No answer when the gateway gave up after 30 s
─[ 8 ]────────────────
flow      │ 01a203c7-562e-7abc-8123-45677f3a9c2f
variable  │ payload
start     │ None
sent      │ None
triggered │ None
executed  │ None
returned  │ None
displayed │ None
final     │ None
─[ 9 ]────────────────
flow      │ 01a203c7-562e-7abc-8123-45677f3a9c2f
variable  │ status
start     │ None
sent      │ None
triggered │ None
executed  │ None
returned  │ 503
displayed │ 503
final     │ 503
─[ 10 ]────────────────
flow      │ 01a203c7-562e-7abc-8123-45677f3a9c2f
variable  │ elapsed
start     │ None
sent      │ 0 ms
triggered │ 0.6 ms
executed  │ 30.0 s
returned  │ 30.0 s
displayed │ 30.0 s
final     │ 33.0 s
failed at step 3; step 4 was affected · -v: all five steps and every variable
next: steps .  show .
"""##,
"track @last -o json": ##"""
[{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","variable":"Request","start":"None","sent":"HTTP POST /orders","triggered":"HTTP POST /orders","executed":"Event passed to orders","returned":"No payload from orders","displayed":"HTTP 503 Service Unavailable response","final":"HTTP 503 Service Unavailable response"},{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","variable":"Response","start":"None","sent":"None","triggered":"None","executed":"No answer when the gateway gave up after 30 s","returned":"API Gateway response ready (HTTP 503)","displayed":"Displayed to client","final":"Displayed to client"},{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","variable":"route","start":"None","sent":"None","triggered":"POST /orders","executed":"POST /orders","returned":"POST /orders","displayed":"POST /orders","final":"POST /orders"},{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","variable":"event","start":"None","sent":"None","triggered":"2.0, 79 B","executed":"2.0, 79 B","returned":"2.0, 79 B","displayed":"2.0, 79 B","final":"2.0, 79 B"},{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","variable":"headers","start":"None","sent":"2 headers","triggered":"2 headers","executed":"2 headers","returned":"3 headers","displayed":"3 headers","final":"3 headers"},{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","variable":"body","start":"None","sent":"9 B","triggered":"9 B","executed":"9 B","returned":"33 B","displayed":"33 B","final":"33 B"},{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","variable":"error","start":"None","sent":"None","triggered":"None","executed":"No answer when the gateway gave up after 30 s","returned":"No answer when the gateway gave up after 30 s","displayed":"No answer when the gateway gave up after 30 s","final":"No answer when the gateway gave up after 30 s"},{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","variable":"payload","start":"None","sent":"None","triggered":"None","executed":"None","returned":"None","displayed":"None","final":"None"},{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","variable":"status","start":"None","sent":"None","triggered":"None","executed":"None","returned":"503","displayed":"503","final":"503"},{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","variable":"elapsed","start":"None","sent":"0 ms","triggered":"0.6 ms","executed":"30.0 s","returned":"30.0 s","displayed":"30.0 s","final":"33.0 s"}]
"""##,
"track @last -o jsonl": ##"""
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","variable":"Request","start":"None","sent":"HTTP POST /orders","triggered":"HTTP POST /orders","executed":"Event passed to orders","returned":"No payload from orders","displayed":"HTTP 503 Service Unavailable response","final":"HTTP 503 Service Unavailable response"}
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","variable":"Response","start":"None","sent":"None","triggered":"None","executed":"No answer when the gateway gave up after 30 s","returned":"API Gateway response ready (HTTP 503)","displayed":"Displayed to client","final":"Displayed to client"}
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","variable":"route","start":"None","sent":"None","triggered":"POST /orders","executed":"POST /orders","returned":"POST /orders","displayed":"POST /orders","final":"POST /orders"}
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","variable":"event","start":"None","sent":"None","triggered":"2.0, 79 B","executed":"2.0, 79 B","returned":"2.0, 79 B","displayed":"2.0, 79 B","final":"2.0, 79 B"}
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","variable":"headers","start":"None","sent":"2 headers","triggered":"2 headers","executed":"2 headers","returned":"3 headers","displayed":"3 headers","final":"3 headers"}
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","variable":"body","start":"None","sent":"9 B","triggered":"9 B","executed":"9 B","returned":"33 B","displayed":"33 B","final":"33 B"}
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","variable":"error","start":"None","sent":"None","triggered":"None","executed":"No answer when the gateway gave up after 30 s","returned":"No answer when the gateway gave up after 30 s","displayed":"No answer when the gateway gave up after 30 s","final":"No answer when the gateway gave up after 30 s"}
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","variable":"payload","start":"None","sent":"None","triggered":"None","executed":"None","returned":"None","displayed":"None","final":"None"}
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","variable":"status","start":"None","sent":"None","triggered":"None","executed":"None","returned":"503","displayed":"503","final":"503"}
{"flow":"01a203c7-562e-7abc-8123-45677f3a9c2f","variable":"elapsed","start":"None","sent":"0 ms","triggered":"0.6 ms","executed":"30.0 s","returned":"30.0 s","displayed":"30.0 s","final":"33.0 s"}
"""##,
"track @last -o md": ##"""
| flow | variable | start | sent | triggered | executed | returned | displayed | final |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | Request | None | HTTP POST /orders | HTTP POST /orders | Event passed to orders | No payload from orders | HTTP 503 Service Unavailable response | HTTP 503 Service Unavailable response |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | Response | None | None | None | No answer when the gateway gave up after 30 s | API Gateway response ready (HTTP 503) | Displayed to client | Displayed to client |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | route | None | None | POST /orders | POST /orders | POST /orders | POST /orders | POST /orders |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | event | None | None | 2.0, 79 B | 2.0, 79 B | 2.0, 79 B | 2.0, 79 B | 2.0, 79 B |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | headers | None | 2 headers | 2 headers | 2 headers | 3 headers | 3 headers | 3 headers |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | body | None | 9 B | 9 B | 9 B | 33 B | 33 B | 33 B |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | error | None | None | None | No answer when the gateway gave up after 30 s | No answer when the gateway gave up after 30 s | No answer when the gateway gave up after 30 s | No answer when the gateway gave up after 30 s |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | payload | None | None | None | None | None | None | None |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | status | None | None | None | None | 503 | 503 | 503 |
| 01a203c7-562e-7abc-8123-45677f3a9c2f | elapsed | None | 0 ms | 0.6 ms | 30.0 s | 30.0 s | 30.0 s | 33.0 s |
"""##,
"track @last -o tsv": ##"""
flow	variable	start	sent	triggered	executed	returned	displayed	final
01a203c7-562e-7abc-8123-45677f3a9c2f	Request	None	HTTP POST /orders	HTTP POST /orders	Event passed to orders	No payload from orders	HTTP 503 Service Unavailable response	HTTP 503 Service Unavailable response
01a203c7-562e-7abc-8123-45677f3a9c2f	Response	None	None	None	No answer when the gateway gave up after 30 s	API Gateway response ready (HTTP 503)	Displayed to client	Displayed to client
01a203c7-562e-7abc-8123-45677f3a9c2f	route	None	None	POST /orders	POST /orders	POST /orders	POST /orders	POST /orders
01a203c7-562e-7abc-8123-45677f3a9c2f	event	None	None	2.0, 79 B	2.0, 79 B	2.0, 79 B	2.0, 79 B	2.0, 79 B
01a203c7-562e-7abc-8123-45677f3a9c2f	headers	None	2 headers	2 headers	2 headers	3 headers	3 headers	3 headers
01a203c7-562e-7abc-8123-45677f3a9c2f	body	None	9 B	9 B	9 B	33 B	33 B	33 B
01a203c7-562e-7abc-8123-45677f3a9c2f	error	None	None	None	No answer when the gateway gave up after 30 s	No answer when the gateway gave up after 30 s	No answer when the gateway gave up after 30 s	No answer when the gateway gave up after 30 s
01a203c7-562e-7abc-8123-45677f3a9c2f	payload	None	None	None	None	None	None	None
01a203c7-562e-7abc-8123-45677f3a9c2f	status	None	None	None	None	503	503	503
01a203c7-562e-7abc-8123-45677f3a9c2f	elapsed	None	0 ms	0.6 ms	30.0 s	30.0 s	30.0 s	33.0 s
"""##,
"track abandoned 100": ##"""
7f3a9c2a POST /orders → 200   2026-11-22 15:02:00.102 UTC   HttpApi /$default   function orders   t…
 Variable │ Start │ After step 2      │ After step 3       │ After step 4       │ Final
──────────┼───────┼───────────────────┼────────────────────┼────────────────────┼───────────────────
 Request  │ None  │ HTTP POST /orders │ Event passed to    │ Response payload   │ HTTP 200 OK
          │       │                   │ orders             │ from orders        │ response
 Response │ None  │ None              │ Lambda response    │ API Gateway        │ Abandoned: client
          │       │                   │ generated          │ response ready     │ went away
abandoned at step 5: the client went away · -v: all five steps and every variable
next: steps .  show .
"""##,
"track abandoned 80": ##"""
7f3a9c2a POST /orders → 200   2026-11-22 15:02:00.102 UTC   HttpApi /$default  …
 Variable │ Start │ After step 2 │ After step 3  │ After step 4  │ Final
──────────┼───────┼──────────────┼───────────────┼───────────────┼──────────────
 Request  │ None  │ HTTP POST    │ Event passed  │ Response      │ HTTP 200 OK
          │       │ /orders      │ to orders     │ payload from  │ response
          │       │              │               │ orders        │
 Response │ None  │ None         │ Lambda        │ API Gateway   │ Abandoned:
          │       │              │ response      │ response      │ client went
          │       │              │ generated     │ ready         │ away
abandoned at step 5: the client went away · -v: all five steps and every
variable
next: steps .  show .
"""##,
"track asynchronous 100": ##"""
7f3a9c2e Invoke orders (Event) → 202   2026-11-22 15:02:04.102 UTC   function orders   trace 1-6923…
 Variable │ Start │ After step 4      │ After step 2       │ After step 3       │ Final
──────────┼───────┼───────────────────┼────────────────────┼────────────────────┼───────────────────
 Request  │ None  │ Event accepted    │ Event for orders   │ Event passed to    │ Event passed to
          │       │                   │                    │ orders             │ orders
 Response │ None  │ Invoke API        │ Displayed to       │ Displayed to       │ Displayed to
          │       │ response ready    │ client             │ client             │ client
 Result   │ None  │ None              │ None               │ Lambda response    │ Lambda response
          │       │                   │                    │ generated          │ generated
complete after 2 attempts · -v: all five steps and every variable      next: steps .  show .
"""##,
"track asynchronous 80": ##"""
7f3a9c2e Invoke orders (Event) → 202   2026-11-22 15:02:04.102 UTC   function o…
 Variable │ Start │ After step 4 │ After step 2  │ After step 3  │ Final
──────────┼───────┼──────────────┼───────────────┼───────────────┼──────────────
 Request  │ None  │ Event        │ Event for     │ Event passed  │ Event passed
          │       │ accepted     │ orders        │ to orders     │ to orders
 Response │ None  │ Invoke API   │ Displayed to  │ Displayed to  │ Displayed to
          │       │ response     │ client        │ client        │ client
          │       │ ready        │               │               │
 Result   │ None  │ None         │ None          │ Lambda        │ Lambda
          │       │              │               │ response      │ response
          │       │              │               │ generated     │ generated
complete after 2 attempts · -v: all five steps and every variable
next: steps .  show .
"""##,
"track direct 100": ##"""
7f3a9c2d Invoke orders → 200   2026-11-22 15:02:03.102 UTC   function orders   trace 1-6923c1de-012…
 Variable │ Start │ After step 2  │ After step 3        │ After step 4        │ Final
──────────┼───────┼───────────────┼─────────────────────┼─────────────────────┼─────────────────────
 Request  │ None  │ Invoke orders │ Event passed to     │ Response payload    │ HTTP 200 OK response
          │       │               │ orders              │ from orders         │
 Response │ None  │ None          │ Lambda response     │ Invoke API response │ Displayed to client
          │       │               │ generated           │ ready               │
complete · -v: all five steps and every variable      next: steps .  show .
"""##,
"track direct 80": ##"""
7f3a9c2d Invoke orders → 200   2026-11-22 15:02:03.102 UTC   function orders   …
 Variable │ Start │ After step 2 │ After step 3  │ After step 4  │ Final
──────────┼───────┼──────────────┼───────────────┼───────────────┼──────────────
 Request  │ None  │ Invoke       │ Event passed  │ Response      │ HTTP 200 OK
          │       │ orders       │ to orders     │ payload from  │ response
          │       │              │               │ orders        │
 Response │ None  │ None         │ Lambda        │ Invoke API    │ Displayed to
          │       │              │ response      │ response      │ client
          │       │              │ generated     │ ready         │
complete · -v: all five steps and every variable      next: steps .  show .
"""##,
"track exit 100": ##"""
7f3a9c24 POST /orders → 500   2026-11-22 15:01:54.102 UTC   HttpApi /$default   function orders   t…
 Variable │ Start │ After step 2      │ After step 3       │ After step 4       │ Final
──────────┼───────┼───────────────────┼────────────────────┼────────────────────┼───────────────────
 Request  │ None  │ HTTP POST /orders │ Event passed to    │ No payload from    │ HTTP 500 Internal
          │       │                   │ orders             │ orders             │ Server Error
          │       │                   │                    │                    │ response
 Response │ None  │ None              │ Process exited     │ API Gateway        │ Displayed to
          │       │                   │ (status 3)         │ response ready     │ client
          │       │                   │                    │ (HTTP 500)         │
failed at step 3; step 4 was affected · -v: all five steps and every variable
next: steps .  show .
"""##,
"track exit 80": ##"""
7f3a9c24 POST /orders → 500   2026-11-22 15:01:54.102 UTC   HttpApi /$default  …
 Variable │ Start │ After step 2 │ After step 3  │ After step 4  │ Final
──────────┼───────┼──────────────┼───────────────┼───────────────┼──────────────
 Request  │ None  │ HTTP POST    │ Event passed  │ No payload    │ HTTP 500
          │       │ /orders      │ to orders     │ from orders   │ Internal
          │       │              │               │               │ Server Error…
 Response │ None  │ None         │ Process       │ API Gateway   │ Displayed to
          │       │              │ exited        │ response      │ client
          │       │              │ (status 3)    │ ready (HTTP … │
failed at step 3; step 4 was affected · -v: all five steps and every variable
next: steps .  show .
"""##,
"track handler-error 100": ##"""
7f3a9c21 POST /orders → 500   2026-11-22 15:01:51.102 UTC   HttpApi /$default   function orders   t…
 Variable │ Start │ After step 2      │ After step 3       │ After step 4       │ Final
──────────┼───────┼───────────────────┼────────────────────┼────────────────────┼───────────────────
 Request  │ None  │ HTTP POST /orders │ Event passed to    │ Error from orders  │ HTTP 500 Internal
          │       │                   │ orders             │                    │ Server Error
          │       │                   │                    │                    │ response
 Response │ None  │ None              │ KeyError: 'sku'    │ API Gateway        │ Displayed to
          │       │                   │ (app.py:41)        │ response ready     │ client
          │       │                   │                    │ (HTTP 500)         │
failed at step 3; step 4 was affected · -v: all five steps and every variable
next: steps .  show .
"""##,
"track handler-error 80": ##"""
7f3a9c21 POST /orders → 500   2026-11-22 15:01:51.102 UTC   HttpApi /$default  …
 Variable │ Start │ After step 2 │ After step 3  │ After step 4  │ Final
──────────┼───────┼──────────────┼───────────────┼───────────────┼──────────────
 Request  │ None  │ HTTP POST    │ Event passed  │ Error from    │ HTTP 500
          │       │ /orders      │ to orders     │ orders        │ Internal
          │       │              │               │               │ Server Error…
 Response │ None  │ None         │ KeyError:     │ API Gateway   │ Displayed to
          │       │              │ 'sku'         │ response      │ client
          │       │              │ (app.py:41)   │ ready (HTTP … │
failed at step 3; step 4 was affected · -v: all five steps and every variable
next: steps .  show .
"""##,
"track init-error 100": ##"""
7f3a9c23 POST /orders → 500   2026-11-22 15:01:53.102 UTC   HttpApi /$default   function orders   t…
 Variable │ Start │ After step 2      │ After step 3       │ After step 4       │ Final
──────────┼───────┼───────────────────┼────────────────────┼────────────────────┼───────────────────
 Request  │ None  │ HTTP POST /orders │ Event passed to    │ No payload from    │ HTTP 500 Internal
          │       │                   │ orders             │ orders             │ Server Error
          │       │                   │                    │                    │ response
 Response │ None  │ None              │ Init failed:       │ API Gateway        │ Displayed to
          │       │                   │ Runtime.ImportModu │ response ready     │ client
          │       │                   │ leError: Unable t… │ (HTTP 500)         │
failed at step 3; step 4 was affected · -v: all five steps and every variable
next: steps .  show .
"""##,
"track init-error 80": ##"""
7f3a9c23 POST /orders → 500   2026-11-22 15:01:53.102 UTC   HttpApi /$default  …
 Variable │ Start │ After step 2 │ After step 3  │ After step 4  │ Final
──────────┼───────┼──────────────┼───────────────┼───────────────┼──────────────
 Request  │ None  │ HTTP POST    │ Event passed  │ No payload    │ HTTP 500
          │       │ /orders      │ to orders     │ from orders   │ Internal
          │       │              │               │               │ Server Error…
 Response │ None  │ None         │ Init failed:  │ API Gateway   │ Displayed to
          │       │              │ Runtime.Impor │ response      │ client
          │       │              │ tModuleError… │ ready (HTTP … │
failed at step 3; step 4 was affected · -v: all five steps and every variable
next: steps .  show .
"""##,
"track interrupted 100": ##"""
7f3a9c2b POST /orders   2026-11-22 15:02:01.102 UTC   HttpApi /$default   function orders   trace 1…
 Variable │ Start │ After step 2      │ After step 3 │ After step 4 │ Final
──────────┼───────┼───────────────────┼──────────────┼──────────────┼─────────────────────────────
 Request  │ None  │ HTTP POST /orders │ —            │ —            │ HTTP POST /orders
 Response │ None  │ None              │ —            │ —            │ Interrupted: never displayed
interrupted after step 2: the service stopped · -v: all five steps and every variable
next: steps .  show .
"""##,
"track interrupted 80": ##"""
7f3a9c2b POST /orders   2026-11-22 15:02:01.102 UTC   HttpApi /$default   funct…
 Variable │ Start │ After step 2  │ After step 3 │ After step 4 │ Final
──────────┼───────┼───────────────┼──────────────┼──────────────┼───────────────
 Request  │ None  │ HTTP POST     │ —            │ —            │ HTTP POST
          │       │ /orders       │              │              │ /orders
 Response │ None  │ None          │ —            │ —            │ Interrupted:
          │       │               │              │              │ never
          │       │               │              │              │ displayed
interrupted after step 2: the service stopped · -v: all five steps and every
variable
next: steps .  show .
"""##,
"track late-result 100": ##"""
7f3a9c2f POST /orders → 503   2026-11-22 15:02:05.102 UTC   HttpApi /$default   function orders   t…
 Variable │ Start │ After step 2      │ After step 3       │ After step 4       │ Final
──────────┼───────┼───────────────────┼────────────────────┼────────────────────┼───────────────────
 Request  │ None  │ HTTP POST /orders │ Event passed to    │ No payload from    │ HTTP 503 Service
          │       │                   │ orders             │ orders             │ Unavailable
          │       │                   │                    │                    │ response
 Response │ None  │ None              │ No answer when the │ API Gateway        │ Displayed to
          │       │                   │ gateway gave up    │ response ready     │ client
          │       │                   │ after 30 s         │ (HTTP 503)         │
failed at step 3; step 4 was affected · -v: all five steps and every variable
next: steps .  show .
"""##,
"track late-result 80": ##"""
7f3a9c2f POST /orders → 503   2026-11-22 15:02:05.102 UTC   HttpApi /$default  …
 Variable │ Start │ After step 2 │ After step 3  │ After step 4  │ Final
──────────┼───────┼──────────────┼───────────────┼───────────────┼──────────────
 Request  │ None  │ HTTP POST    │ Event passed  │ No payload    │ HTTP 503
          │       │ /orders      │ to orders     │ from orders   │ Service
          │       │              │               │               │ Unavailable …
 Response │ None  │ None         │ No answer     │ API Gateway   │ Displayed to
          │       │              │ when the      │ response      │ client
          │       │              │ gateway gave… │ ready (HTTP … │
failed at step 3; step 4 was affected · -v: all five steps and every variable
next: steps .  show .
"""##,
"track no-route-http 100": ##"""
7f3a9c26 GET /nope → 404   2026-11-22 15:01:56.102 UTC   HttpApi /$default   trace 1-6923c1de-01234…
 Variable │ Start │ After step 2      │ After step 3 │ After step 4          │ Final
──────────┼───────┼───────────────────┼──────────────┼───────────────────────┼──────────────────────
 Request  │ None  │ HTTP GET /nope    │ —            │ Refused: no route     │ HTTP 404 Not Found
          │       │                   │              │                       │ response
 Response │ None  │ Refused: no route │ —            │ API Gateway response  │ Displayed to client
          │       │                   │              │ ready (HTTP 404)      │
refused at step 2 (no route); step 3 was skipped · -v: all five steps and every variable
next: steps .  show .
"""##,
"track no-route-http 80": ##"""
7f3a9c26 GET /nope → 404   2026-11-22 15:01:56.102 UTC   HttpApi /$default   tr…
 Variable │ Start │ After step 2  │ After step 3 │ After step 4  │ Final
──────────┼───────┼───────────────┼──────────────┼───────────────┼──────────────
 Request  │ None  │ HTTP GET      │ —            │ Refused: no   │ HTTP 404 Not
          │       │ /nope         │              │ route         │ Found
          │       │               │              │               │ response
 Response │ None  │ Refused: no   │ —            │ API Gateway   │ Displayed to
          │       │ route         │              │ response      │ client
          │       │               │              │ ready (HTTP … │
refused at step 2 (no route); step 3 was skipped · -v: all five steps and every
variable
next: steps .  show .
"""##,
"track no-route-rest 100": ##"""
7f3a9c27 GET /nope → 403   2026-11-22 15:01:57.102 UTC   HttpApi /Prod   trace 1-6923c1de-012345678…
 Variable │ Start │ After step 2      │ After step 3 │ After step 4          │ Final
──────────┼───────┼───────────────────┼──────────────┼───────────────────────┼──────────────────────
 Request  │ None  │ HTTP GET /nope    │ —            │ Refused: no route     │ HTTP 403 Forbidden
          │       │                   │              │                       │ response
 Response │ None  │ Refused: no route │ —            │ API Gateway response  │ Displayed to client
          │       │                   │              │ ready (HTTP 403)      │
refused at step 2 (no route); step 3 was skipped · -v: all five steps and every variable
next: steps .  show .
"""##,
"track no-route-rest 80": ##"""
7f3a9c27 GET /nope → 403   2026-11-22 15:01:57.102 UTC   HttpApi /Prod   trace …
 Variable │ Start │ After step 2  │ After step 3 │ After step 4  │ Final
──────────┼───────┼───────────────┼──────────────┼───────────────┼──────────────
 Request  │ None  │ HTTP GET      │ —            │ Refused: no   │ HTTP 403
          │       │ /nope         │              │ route         │ Forbidden
          │       │               │              │               │ response
 Response │ None  │ Refused: no   │ —            │ API Gateway   │ Displayed to
          │       │ route         │              │ response      │ client
          │       │               │              │ ready (HTTP … │
refused at step 2 (no route); step 3 was skipped · -v: all five steps and every
variable
next: steps .  show .
"""##,
"track running 100": ##"""
7f3a9c2c POST /orders → …   2026-11-22 15:02:02.102 UTC   HttpApi /$default   function orders   tra…
 Variable │ Start │ After step 2      │ After step 3 │ After step 4 │ Final
──────────┼───────┼───────────────────┼──────────────┼──────────────┼───────────────────
 Request  │ None  │ HTTP POST /orders │ —            │ —            │ HTTP POST /orders
 Response │ None  │ None              │ —            │ —            │ None (in progress)
in progress, waiting for step 3 executed · -v: all five steps and every variable
next: steps .  show .
"""##,
"track running 80": ##"""
7f3a9c2c POST /orders → …   2026-11-22 15:02:02.102 UTC   HttpApi /$default   f…
 Variable │ Start │ After step 2  │ After step 3 │ After step 4 │ Final
──────────┼───────┼───────────────┼──────────────┼──────────────┼───────────────
 Request  │ None  │ HTTP POST     │ —            │ —            │ HTTP POST
          │       │ /orders       │              │              │ /orders
 Response │ None  │ None          │ —            │ —            │ None (in
          │       │               │              │              │ progress)
in progress, waiting for step 3 executed · -v: all five steps and every variable
next: steps .  show .
"""##,
"track signal 100": ##"""
7f3a9c25 POST /orders → 500   2026-11-22 15:01:55.102 UTC   HttpApi /$default   function orders   t…
 Variable │ Start │ After step 2      │ After step 3       │ After step 4       │ Final
──────────┼───────┼───────────────────┼────────────────────┼────────────────────┼───────────────────
 Request  │ None  │ HTTP POST /orders │ Event passed to    │ No payload from    │ HTTP 500 Internal
          │       │                   │ orders             │ orders             │ Server Error
          │       │                   │                    │                    │ response
 Response │ None  │ None              │ Process killed     │ API Gateway        │ Displayed to
          │       │                   │ (SIGKILL)          │ response ready     │ client
          │       │                   │                    │ (HTTP 500)         │
failed at step 3; step 4 was affected · -v: all five steps and every variable
next: steps .  show .
"""##,
"track signal 80": ##"""
7f3a9c25 POST /orders → 500   2026-11-22 15:01:55.102 UTC   HttpApi /$default  …
 Variable │ Start │ After step 2 │ After step 3  │ After step 4  │ Final
──────────┼───────┼──────────────┼───────────────┼───────────────┼──────────────
 Request  │ None  │ HTTP POST    │ Event passed  │ No payload    │ HTTP 500
          │       │ /orders      │ to orders     │ from orders   │ Internal
          │       │              │               │               │ Server Error…
 Response │ None  │ None         │ Process       │ API Gateway   │ Displayed to
          │       │              │ killed        │ response      │ client
          │       │              │ (SIGKILL)     │ ready (HTTP … │
failed at step 3; step 4 was affected · -v: all five steps and every variable
next: steps .  show .
"""##,
"track success 100": ##"""
7f3a9c20 POST /orders → 201   2026-11-22 15:01:50.102 UTC   HttpApi /$default   function orders   t…
 Variable │ Start │ After step 2      │ After step 3       │ After step 4       │ Final
──────────┼───────┼───────────────────┼────────────────────┼────────────────────┼───────────────────
 Request  │ None  │ HTTP POST /orders │ Event passed to    │ Response payload   │ HTTP 201 Created
          │       │                   │ orders             │ from orders        │ response
 Response │ None  │ None              │ Lambda response    │ API Gateway        │ Displayed to
          │       │                   │ generated          │ response ready     │ client
complete · -v: all five steps and every variable      next: steps .  show .
"""##,
"track success 80": ##"""
7f3a9c20 POST /orders → 201   2026-11-22 15:01:50.102 UTC   HttpApi /$default  …
 Variable │ Start │ After step 2 │ After step 3  │ After step 4  │ Final
──────────┼───────┼──────────────┼───────────────┼───────────────┼──────────────
 Request  │ None  │ HTTP POST    │ Event passed  │ Response      │ HTTP 201
          │       │ /orders      │ to orders     │ payload from  │ Created
          │       │              │               │ orders        │ response
 Response │ None  │ None         │ Lambda        │ API Gateway   │ Displayed to
          │       │              │ response      │ response      │ client
          │       │              │ generated     │ ready         │
complete · -v: all five steps and every variable      next: steps .  show .
"""##,
"track timeout 100": ##"""
7f3a9c22 POST /orders → 502   2026-11-22 15:01:52.102 UTC   HttpApi /Prod   function orders   trace…
 Variable │ Start │ After step 2      │ After step 3       │ After step 4       │ Final
──────────┼───────┼───────────────────┼────────────────────┼────────────────────┼───────────────────
 Request  │ None  │ HTTP POST /orders │ Event passed to    │ No payload from    │ HTTP 502 Bad
          │       │                   │ orders             │ orders             │ Gateway response
 Response │ None  │ None              │ Timed out after    │ API Gateway        │ Displayed to
          │       │                   │ 3 s                │ response ready     │ client
          │       │                   │                    │ (HTTP 502)         │
failed at step 3; step 4 was affected · -v: all five steps and every variable
next: steps .  show .
"""##,
"track timeout 80": ##"""
7f3a9c22 POST /orders → 502   2026-11-22 15:01:52.102 UTC   HttpApi /Prod   fun…
 Variable │ Start │ After step 2 │ After step 3  │ After step 4  │ Final
──────────┼───────┼──────────────┼───────────────┼───────────────┼──────────────
 Request  │ None  │ HTTP POST    │ Event passed  │ No payload    │ HTTP 502 Bad
          │       │ /orders      │ to orders     │ from orders   │ Gateway
          │       │              │               │               │ response
 Response │ None  │ None         │ Timed out     │ API Gateway   │ Displayed to
          │       │              │ after 3 s     │ response      │ client
          │       │              │               │ ready (HTTP … │
failed at step 3; step 4 was affected · -v: all five steps and every variable
next: steps .  show .
"""##,
"track undecodable 100": ##"""
7f3a9c29 POST /orders → 500   2026-11-22 15:01:59.102 UTC   HttpApi /$default   function orders   t…
 Variable │ Start │ After step 2      │ After step 3       │ After step 4       │ Final
──────────┼───────┼───────────────────┼────────────────────┼────────────────────┼───────────────────
 Request  │ None  │ HTTP POST /orders │ Event passed to    │ Response payload   │ HTTP 500 Internal
          │       │                   │ orders             │ from orders        │ Server Error
          │       │                   │                    │                    │ response
 Response │ None  │ None              │ Lambda response    │ API Gateway        │ Displayed to
          │       │                   │ generated          │ response ready     │ client
          │       │                   │                    │ (HTTP 500)         │
failed at step 4: the result could not be mapped · -v: all five steps and every variable
next: steps .  show .
"""##,
"track undecodable 80": ##"""
7f3a9c29 POST /orders → 500   2026-11-22 15:01:59.102 UTC   HttpApi /$default  …
 Variable │ Start │ After step 2 │ After step 3  │ After step 4  │ Final
──────────┼───────┼──────────────┼───────────────┼───────────────┼──────────────
 Request  │ None  │ HTTP POST    │ Event passed  │ Response      │ HTTP 500
          │       │ /orders      │ to orders     │ payload from  │ Internal
          │       │              │               │ orders        │ Server Error…
 Response │ None  │ None         │ Lambda        │ API Gateway   │ Displayed to
          │       │              │ response      │ response      │ client
          │       │              │ generated     │ ready (HTTP … │
failed at step 4: the result could not be mapped · -v: all five steps and every
variable
next: steps .  show .
"""##,
"track unsupported 100": ##"""
7f3a9c28 POST /orders → 501   2026-11-22 15:01:58.102 UTC   HttpApi /$default   trace 1-6923c1de-01…
 Variable │ Start │ After step 2        │ After step 3 │ After step 4         │ Final
──────────┼───────┼─────────────────────┼──────────────┼──────────────────────┼─────────────────────
 Request  │ None  │ HTTP POST /orders   │ —            │ Refused: not         │ HTTP 501 Not
          │       │                     │              │ supported            │ Implemented response
 Response │ None  │ Refused: not        │ —            │ API Gateway response │ Displayed to client
          │       │ supported           │              │ ready (HTTP 501)     │
refused at step 2 (not supported); step 3 was skipped · -v: all five steps and every variable
next: steps .  show .
"""##,
"track unsupported 80": ##"""
7f3a9c28 POST /orders → 501   2026-11-22 15:01:58.102 UTC   HttpApi /$default  …
 Variable │ Start │ After step 2  │ After step 3 │ After step 4  │ Final
──────────┼───────┼───────────────┼──────────────┼───────────────┼──────────────
 Request  │ None  │ HTTP POST     │ —            │ Refused: not  │ HTTP 501 Not
          │       │ /orders       │              │ supported     │ Implemented
          │       │               │              │               │ response
 Response │ None  │ Refused: not  │ —            │ API Gateway   │ Displayed to
          │       │ supported     │              │ response      │ client
          │       │               │              │ ready (HTTP … │
refused at step 2 (not supported); step 3 was skipped · -v: all five steps and
every variable
next: steps .  show .
"""##,
"use 7f3a9c21 -o json": ##"""
{"flow":"01a203c7-1f7e-7abc-8123-45677f3a9c21","place":"start","step":null,"name":null,"attempt":null,"event":null,"failed":false,"events":0,"position":null,"at":null,"offsetMs":null,"summary":null}
"""##,
]
