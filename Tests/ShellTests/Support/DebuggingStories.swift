import Flows

@testable import Shell

/// Stories for the verbs that look into one flow, beyond one of each outcome.
let debuggingStories: [(name: String, story: Story)] = [
    debuggingStory("slow-start", 0x5100_0001) {
        $0.sent(body: #"{"qty":2,"note":"x"}"#)
        $0.triggered()
        $0.started(after: 212.4, wait: 211.3)
        $0.executed(
            after: 1210.8,
            error: "KeyError",
            document:
                #"{"errorMessage":"'sku'","errorType":"KeyError","stackTrace":["  File \"/var/task/app.py\", line 41, in create\n    item = body['sku']\n"]}"#,
            log: ["making order", "two", "three"],
            initMicroseconds: 210_100
        )
        $0.returned(
            500,
            after: 1211.3,
            body: #"{"message":"Internal Server Error"}"#,
            gateway: true
        )
        $0.displayed(after: 1212)
    },
    debuggingStory("queued", 0x5100_0002) {
        $0.sent()
        $0.triggered()
        $0.started(after: 800, cold: false, wait: 799.2)
        $0.executed(after: 1000, initMicroseconds: nil)
        $0.returned(200, after: 1000.4)
        $0.displayed(after: 1000.9)
    },
    debuggingStory("own-503", 0x5100_0003) {
        $0.sent()
        $0.triggered()
        $0.started(cold: false)
        $0.executed(
            after: 40,
            document: #"{"statusCode":503}"#,
            log: ["stock service is down"],
            initMicroseconds: nil
        )
        $0.returned(503, after: 40.3, body: "")
        $0.displayed(after: 40.7)
    },
    debuggingStory("near-route", 0x5100_0004) {
        $0.sent(method: "POST", target: "/ordrs", body: "")
        $0.add(.rejected(Rejected(.noRoute, detail: "no route")), after: 0.2)
        $0.returned(404, after: 0.3, body: #"{"message":"Not Found"}"#, gateway: true)
        $0.displayed(after: 0.6)
    },
    debuggingStory("other-method", 0x5100_0005) {
        $0.sent(method: "DELETE", target: "/orders", body: "")
        $0.add(.rejected(Rejected(.noRoute, detail: "no route")), after: 0.2)
        $0.returned(404, after: 0.3, body: #"{"message":"Not Found"}"#, gateway: true)
        $0.displayed(after: 0.6)
    },
    debuggingStory("slow-function", 0x5100_0006) {
        $0.sent()
        $0.triggered()
        $0.started(cold: false, limit: 3000)
        $0.aborted(
            .timeout,
            after: 3001,
            type: "Sandbox.Timedout",
            log: [(40, "calling stock service")]
        )
        $0.returned(500, after: 3001.4, gateway: true)
        $0.displayed(after: 3001.9)
    },
    debuggingStory("out-of-memory", 0x5100_0007) {
        $0.sent()
        $0.triggered()
        $0.started(cold: false)
        $0.aborted(
            .signal,
            after: 20,
            type: "Runtime.ExitError",
            signal: 9,
            memoryUsedMB: 128,
            log: [(15, "loading everything")]
        )
        $0.returned(500, after: 20.5, gateway: true)
        $0.displayed(after: 21)
    },
    debuggingStory("throttled", 0x5100_0008) {
        $0.sent()
        $0.triggered()
        $0.aborted(
            .throttled,
            after: 1,
            type: "ReservedFunctionConcurrentInvocationLimitExceeded",
            handedOver: false
        )
        $0.returned(503, after: 1.2, gateway: true)
        $0.displayed(after: 1.5)
    },
    debuggingStory("no-function", 0x5100_0009) {
        $0.sent(
            kind: .direct,
            api: .invoke,
            target: "/2015-03-31/functions/order/invocations"
        )
        $0.add(.rejected(Rejected(.noFunction, detail: "ResourceNotFoundException")), after: 0.2)
        $0.returned(404, after: 0.3, gateway: true)
        $0.displayed(after: 0.6)
    },
    debuggingStory("preflight", 0x5100_000a) {
        $0.sent(method: "OPTIONS", body: "")
        $0.returned(204, after: 0.3, body: "", gateway: true)
        $0.displayed(after: 0.6)
    },
    debuggingStory("init-timeout", 0x5100_000b) {
        $0.sent()
        $0.triggered()
        $0.aborted(.initFailure, after: 10_001, type: "Sandbox.Timedout")
        $0.returned(500, after: 10_001.5, gateway: true)
        $0.displayed(after: 10_002)
    },
    debuggingStory("no-json", 0x5100_000c) {
        $0.sent(body: "sku=A-1")
        $0.triggered(event: #"{"version":"2.0","body":"sku=A-1","isBase64Encoded":false}"#)
        $0.started(cold: false)
        $0.executed(
            after: 20,
            error: "JSONDecodeError",
            document:
                #"{"errorType":"JSONDecodeError","errorMessage":"Expecting value: line 1 column 1 (char 0)"}"#,
            initMicroseconds: nil
        )
        $0.returned(500, after: 20.5, gateway: true)
        $0.displayed(after: 21)
    },
    debuggingStory("environment", 0x5100_000d) {
        $0.sent()
        $0.triggered()
        $0.started(cold: false)
        $0.executed(
            after: 20,
            error: "KeyError",
            document:
                #"{"errorType":"KeyError","errorMessage":"'TABLE'","stackTrace":["  File \"/var/task/app.py\", line 3, in get\n","  File \"<frozen os>\", line 679, in __getitem__\n"]}"#,
            initMicroseconds: nil
        )
        $0.returned(500, after: 20.5, gateway: true)
        $0.displayed(after: 21)
    },
    debuggingStory("marshal", 0x5100_000e) {
        $0.sent(method: "GET", target: "/orders", body: "", headers: [])
        $0.triggered(event: #"{"version":"2.0","isBase64Encoded":false}"#)
        $0.started(cold: false)
        $0.executed(
            after: 20,
            error: "Runtime.MarshalError",
            document:
                #"{"errorType":"Runtime.MarshalError","errorMessage":"Unable to marshal response: Object of type set is not JSON serializable"}"#,
            initMicroseconds: nil
        )
        $0.returned(500, after: 20.5, gateway: true)
        $0.displayed(after: 21)
    },
    debuggingStory("no-body", 0x5100_000f) {
        $0.sent(method: "GET", target: "/orders", body: "", headers: [])
        $0.triggered(event: #"{"version":"2.0","isBase64Encoded":false}"#)
        $0.started(cold: false)
        $0.executed(
            after: 20,
            error: "KeyError",
            document:
                #"{"errorType":"KeyError","errorMessage":"'body'","stackTrace":["  File \"/var/task/app.py\", line 3, in get\n    order = json.loads(event['body'])\n"]}"#,
            initMicroseconds: nil
        )
        $0.returned(500, after: 20.5, gateway: true)
        $0.displayed(after: 21)
    },
    debuggingStory("other-key", 0x5100_0010) {
        $0.sent(method: "GET", target: "/orders", body: "", headers: [])
        $0.triggered(event: #"{"version":"2.0","isBase64Encoded":false}"#)
        $0.started(cold: false)
        $0.executed(
            after: 20,
            error: "KeyError",
            document: #"{"errorType":"KeyError","errorMessage":"'sku'"}"#,
            initMicroseconds: nil
        )
        $0.returned(500, after: 20.5, gateway: true)
        $0.displayed(after: 21)
    },
    debuggingStory("bad-header", 0x5100_0011) {
        $0.sent()
        $0.triggered()
        $0.started(cold: false)
        $0.executed(
            after: 12,
            document: #"{"statusCode":200,"headers":{"x":"a\r\nb"},"body":"x"}"#,
            initMicroseconds: nil
        )
        $0.add(
            .undecodable(
                Undecodable(
                    reason: "a header's value has a line break or another control character"
                )
            ),
            after: 12.1
        )
        $0.returned(500, after: 12.2, gateway: true)
        $0.displayed(after: 13)
    },
    debuggingStory("bad-base64", 0x5100_0012) {
        $0.sent()
        $0.triggered()
        $0.started(cold: false)
        $0.executed(
            after: 12,
            document: #"{"isBase64Encoded":true,"body":"%%%","statusCode":200}"#,
            initMicroseconds: nil
        )
        $0.add(
            .undecodable(
                Undecodable(reason: "isBase64Encoded is true and the body is not base64")
            ),
            after: 12.1
        )
        $0.returned(500, after: 12.2, gateway: true)
        $0.displayed(after: 13)
    },
]

func debuggingStory(
    _ name: String,
    _ short: UInt32,
    _ tell: (inout Story) -> Void
) -> (name: String, story: Story) {
    let index = Int64(short & 0xFF)
    var story = Story(
        short: short,
        at: Story.noon.advanced(byMicroseconds: index * 100_000),
        position: 100 + index * 20
    )
    tell(&story)
    return (name, story)
}
