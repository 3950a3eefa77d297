import Templates
import Testing

@Suite struct GlobalsTests {
    @Test func `maps are merged by key, lists global first, scalars are replaced`() throws {
        let (read, _) = try project(
            """
            Parameters: {Level: {Type: String, Default: info}}
            Globals:
              Function:
                Runtime: python3.13
                Timeout: 20
                MemorySize: 256
                Environment:
                  Variables: {LEVEL: !Ref Level, TABLE: all, SHARED: "1"}
              Api:
                BinaryMediaTypes: [image~1png]
                Variables: {A: global, B: global}
            Resources:
              Orders:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: app.handler
                  Timeout: 5
                  Environment:
                    Variables: {TABLE: orders}
              Rest:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: v1
                  BinaryMediaTypes: ["*~1*"]
                  Variables: {B: local}
            """
        )
        let function = try #require(read.functions.first)
        #expect(function.runtime == "python3.13")
        #expect(function.timeoutSeconds == 5)
        #expect(function.memoryMB == 256)
        #expect(function.environment == ["LEVEL": "info", "TABLE": "orders", "SHARED": "1"])
        #expect(read.apis.map(\.binaryMediaTypes) == [["image/png", "*/*"]])
        #expect(read.apis.map(\.stageVariables) == [["A": "global", "B": "local"]])
    }

    @Test func `a value of another shape replaces the global one`() throws {
        let (read, _) = try project(
            """
            Conditions: {Yes: !Equals [a, a]}
            Globals:
              Function:
                Environment: {Variables: {KEY: global, OTHER: global}}
            Resources:
              Orders:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: python3.13
                  Handler: app.handler
                  Environment:
                    Variables: !If [Yes, {KEY: local}, !Ref AWS::NoValue]
            """
        )
        #expect(read.functions.map(\.environment) == [["KEY": "local"]])
    }

    @Test(arguments: [
        ("[Timeout]", 3, 256), ("\"*\"", 3, 128), ("[MemorySize, Timeout]", 3, 128),
    ])
    func `a function may leave globals out`(
        ignored: String,
        timeout: Int,
        memory: Int
    ) throws {
        let (read, _) = try project(
            """
            Globals: {Function: {Timeout: 20, MemorySize: 256}}
            Resources:
              Orders:
                Type: AWS::Serverless::Function
                IgnoreGlobals: \(ignored)
                Properties: {Runtime: python3.13, Handler: app.handler}
            """
        )
        #expect(read.functions.map(\.timeoutSeconds) == [timeout])
        #expect(read.functions.map(\.memoryMB) == [memory])
    }

    @Test func `plain functions take nothing from globals`() throws {
        let (read, _) = try project(
            """
            Globals: {Function: {Timeout: 20}}
            Resources:
              Orders:
                Type: AWS::Lambda::Function
                Properties: {Runtime: python3.13, Handler: index.h, Code: {ZipFile: x}}
            """
        )
        #expect(read.functions.map(\.timeoutSeconds) == [3])
    }

    @Test func `the implicit APIs take all they have from globals`() throws {
        let (read, _) = try project(
            """
            Globals:
              HttpApi:
                CorsConfiguration: true
                StageVariables: {A: b}
              Api:
                Name: rest-of-it
                Cors: "'*'"
            Resources:
              Orders:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: python3.13
                  Handler: app.handler
                  Events:
                    H: {Type: HttpApi, Properties: {Path: /h, Method: get}}
                    R: {Type: Api, Properties: {Path: /r, Method: get}}
            """
        )
        #expect(read.apis.map(\.logicalID) == ["ServerlessHttpApi", "ServerlessRestApi"])
        #expect(read.apis.map(\.stage) == ["$default", "Prod"])
        #expect(read.apis[0].cors?.allowOrigins == ["*"])
        #expect(read.apis[0].stageVariables == ["A": "b"])
        #expect(read.apis[1].name == "rest-of-it")
        #expect(
            read.apis[1].shownRoutes == [
                "GET /r -> Orders rest 29000",
                "OPTIONS /r -> 200 Access-Control-Allow-Methods=GET,OPTIONS "
                    + "Access-Control-Allow-Origin=* rest 29000",
            ]
        )
    }

    @Test(arguments: [
        (
            "Globals: {Functions: {Timeout: 3}}",
            "1:11: Globals has no section 'Functions'; expected one of Function, Api, HttpApi, "
                + "SimpleTable, StateMachine, LayerVersion, CapacityProvider, WebSocketApi "
                + "[did you mean 'Function'?]"
        ),
        (
            "Globals: {Function: {FunctionName: a}}",
            "1:22: 'FunctionName' is not allowed in Globals.Function "
                + "[write it into each resource]"
        ),
        ("Globals: {Function: [a]}", "1:21: Globals.Function is a list; expected a map"),
        (
            "Globals: text",
            "1:10: Globals is 'text'; expected a map with Function, Api or HttpApi"
        ),
    ])
    func `what globals cannot have is an error`(globals: String, expected: String) throws {
        let found = try complaint("\(globals)\nResources: {A: {Type: X::Y}}")
        #expect(found == "template.yaml:" + expected)
    }

    @Test func `a misspelled global is not ignored in silence`() throws {
        #expect(
            try project("Globals: {Function: {Tiemout: 3}}\nResources: {A: {Type: X::Y}}").notes
                == [
                    "warning template.yaml:1: 'Tiemout' is not a known property of Globals.Function: "
                        + "it is ignored; did you mean 'Timeout'?",
                    "skipped template.yaml:2: X::Y 'A' is not needed here: skipped",
                ]
        )
    }
}
