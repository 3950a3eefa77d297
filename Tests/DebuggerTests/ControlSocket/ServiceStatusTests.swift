import Debugger
import Flows
import Testing

struct ServiceStatusTests {
    private let status = ServiceStatus(
        version: "0.2.0",
        processID: 4711,
        startedAt: Timestamp(microseconds: 1_795_359_710_102_000),
        apis: [
            ServiceStatus.API(
                id: "ServerlessHttpApi",
                kind: "http",
                stage: "$default",
                host: "127.0.0.1",
                port: 3000,
                routes: [
                    ServiceStatus.Route(
                        method: "POST",
                        path: "/orders/{id}",
                        function: "orders",
                        format: "2.0",
                        unsupported: ["authorizer 'Jwt'"],
                        isRefused: true
                    ),
                    ServiceStatus.Route(
                        method: "ANY",
                        path: "$default",
                        function: nil,
                        format: "rest"
                    ),
                ]
            )
        ],
        invokePort: 3001,
        functions: [
            ServiceStatus.Function(
                name: "orders",
                runtime: "python3.13",
                handler: "app.handler",
                timeoutSeconds: 5,
                memoryMB: 128,
                reservedConcurrency: 0,
                code: "0123456789ab",
                codeChangedAt: Timestamp(microseconds: 1_795_359_700_000_001),
                environments: 4,
                starting: 1,
                idle: 1,
                busy: 1
            ),
            ServiceStatus.Function(
                name: "native",
                runtime: "provided.al2023",
                handler: nil,
                timeoutSeconds: 3,
                memoryMB: 512,
                reservedConcurrency: nil,
                code: nil,
                codeChangedAt: nil,
                environments: 0,
                starting: 0,
                idle: 0,
                busy: 0
            ),
        ]
    )

    @Test func `is read as it was written`() throws {
        #expect(try ServiceStatus(json: status.json) == status)
    }

    @Test func `names a route as the log does`() {
        #expect(status.apis[0].routes.map(\.key) == ["POST /orders/{id}", "$default"])
    }

    @Test func `passes over what a later version adds`() throws {
        let text =
            #"{"new":{"a":[1]},"version":"9","pid":1,"apis":[],"functions":[],"#
            + #""invokePort":0,"more":[[1],null,2],"flag":true}"#
        let read = try ServiceStatus(json: Array(text.utf8))
        #expect(read.version == "9")
        #expect(read.startedAt == nil)
    }

    @Test(arguments: ["", "[]", "{", #"{"version":"1"}"#, #"{"version":1,"pid":"x"}"#])
    func `what is no status is an error that says so`(_ text: String) {
        let error = #expect(throws: ServiceError.self) {
            try ServiceStatus(json: Array(text.utf8))
        }
        #expect(error?.description.hasPrefix("the service's status cannot be read") == true)
    }
}
