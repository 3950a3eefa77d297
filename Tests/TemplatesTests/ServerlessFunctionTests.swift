import Gateway
import Lambda
import Templates
import Testing

@Suite struct ServerlessFunctionTests {
    /// One function with these properties, two levels deeper than the text begins.
    private func template(
        _ properties: String,
        type: String = "AWS::Serverless::Function"
    ) -> String {
        let indented = properties.split(separator: "\n", omittingEmptySubsequences: false)
            .map { "      \($0)" }.joined(separator: "\n")
        return "Resources:\n  Orders:\n    Type: \(type)\n    Properties:\n\(indented)\n"
    }

    private let base = "Runtime: python3.13\nHandler: app.handler\n"

    @Test func `every property that is needed to run is read`() throws {
        let fixture = try TemplateFixture(
            template(
                """
                FunctionName: shop-orders
                Description: Takes orders
                Runtime: python3.13
                Handler: app.handler
                CodeUri: ./src/../src/
                Timeout: "30"
                MemorySize: 512
                ReservedConcurrentExecutions: 0
                Environment:
                  Variables: {TABLE: orders, COUNT: 3, RATE: 1.50, ON: true, NOTE: "yes"}
                """
            ),
            files: ["src/app.py": ""]
        )
        let project = try fixture.read()
        #expect(
            project.functions == [
                FunctionConfiguration(
                    name: "shop-orders",
                    logicalID: "Orders",
                    runtime: "python3.13",
                    handler: "app.handler",
                    code: .folder(fixture.folder + "/src"),
                    environment: [
                        "TABLE": "orders", "COUNT": "3", "RATE": "1.50", "ON": "true",
                        "NOTE": "yes",
                    ],
                    timeoutSeconds: 30,
                    memoryMB: 512,
                    reservedConcurrency: 0,
                    description: "Takes orders"
                )
            ]
        )
        #expect(project.notes.isEmpty)
        #expect(project.apis.isEmpty)
        #expect(project.folder == fixture.folder)
        #expect(project.templatePath == fixture.folder + "/template.yaml")
    }

    @Test func `what is not said has Lambda's defaults`() throws {
        let fixture = try TemplateFixture(template(base))
        #expect(
            try fixture.read().functions == [
                FunctionConfiguration(
                    name: "Orders",
                    runtime: "python3.13",
                    handler: "app.handler",
                    code: .folder(fixture.folder),
                    timeoutSeconds: 3,
                    memoryMB: 128
                )
            ]
        )
    }

    @Test func `source text in the template is the code`() throws {
        let (read, notes) = try project(
            template(
                "Runtime: nodejs22.x\nHandler: index.handler\nInlineCode: |\n  exports.x = 1\n"
            )
        )
        #expect(read.functions.map(\.code) == [.inline("exports.x = 1\n")])
        #expect(notes.isEmpty)
    }

    @Test func `a plain Lambda function is read as well`() throws {
        let (read, notes) = try project(
            template(
                """
                Runtime: python3.13
                Handler: index.handler
                Role: !GetAtt OrdersRole.Arn
                Code:
                  ZipFile: "def handler(e, c): return 1"
                Environment: {Variables: {KEY: b}}
                TracingConfig: {Mode: Active}
                """,
                type: "AWS::Lambda::Function"
            )
        )
        #expect(read.functions.map(\.code) == [.inline("def handler(e, c): return 1")])
        #expect(read.functions.map(\.environment) == [["KEY": "b"]])
        #expect(notes.isEmpty)
        let fixture = try TemplateFixture(
            template(base + "Code: src", type: "AWS::Lambda::Function"),
            files: ["src/app.py": ""]
        )
        #expect(try fixture.read().functions.map(\.code) == [.folder(fixture.folder + "/src")])
    }

    @Test func `a bootstrap needs no handler`() throws {
        let (read, notes) = try project(
            template("Runtime: provided.al2023"),
            files: ["bootstrap": "#!/bin/sh\n"]
        )
        #expect(read.functions.map(\.handler) == [nil])
        #expect(notes.isEmpty)
    }

    @Test(arguments: [
        (
            "Handler: app.handler",
            "2:3: function 'Orders' has no Runtime; expected one such as python3.14"
        ),
        (
            "Runtime: python3.13",
            "2:3: function 'Orders' has no Handler; expected one such as app.handler"
        ),
        (
            "Runtime: pyton3.13\nHandler: a.b",
            "5:16: Runtime of function 'Orders' is 'pyton3.13'; expected one such as python3.13, "
                + "nodejs22.x or provided.al2023 [did you mean 'python3.13'?]"
        ),
        (
            "Runtime: [a]\nHandler: a.b",
            "5:16: Runtime of function 'Orders' is a list; expected one such as python3.13, "
                + "nodejs22.x or provided.al2023"
        ),
        (
            "Runtime: python3.13\nHandler: {a: b}",
            "6:16: Handler of function 'Orders' is a map; expected a text"
        ),
        (
            "Runtime: python3.13\nHandler: app.handler\nTimeout: 901",
            "7:16: Timeout of function 'Orders' is '901'; expected a whole number from 1 to 900"
        ),
        (
            "Runtime: python3.13\nHandler: app.handler\nTimeout: 1.5",
            "7:16: Timeout of function 'Orders' is '1.5'; expected a whole number from 1 to 900"
        ),
        (
            "Runtime: python3.13\nHandler: app.handler\nMemorySize: 64",
            "7:19: MemorySize of function 'Orders' is '64'; "
                + "expected a whole number from 128 to 10240"
        ),
        (
            "Runtime: python3.13\nHandler: app.handler\nReservedConcurrentExecutions: -1",
            "7:37: ReservedConcurrentExecutions of function 'Orders' is '-1'; "
                + "expected a whole number from 0"
        ),
        (
            "Runtime: python3.13\nHandler: app.handler\nCodeUri: nowhere/",
            "7:16: CodeUri of function 'Orders' is 'nowhere/', and there is no nowhere "
                + "[the path is relative to the template]"
        ),
        (
            "Runtime: python3.13\nHandler: app.handler\nCodeUri: app.py",
            "7:16: CodeUri of function 'Orders' is 'app.py', which is a file; expected a folder"
        ),
        (
            "Runtime: python3.13\nHandler: app.handler\nEnvironment: {Variables: [a]}",
            "7:32: Environment.Variables of function 'Orders' is a list; expected a map"
        ),
        (
            "Runtime: python3.13\nHandler: app.handler\nEnvironment: {Variables: {1A: b}}",
            "7:33: function 'Orders' has the variable '1A'; "
                + "expected a name of two or more letters, digits and '_', a letter first"
        ),
        (
            "Runtime: python3.13\nHandler: app.handler\nFunctionName: no spaces",
            "7:7: FunctionName of function 'Orders' is 'no spaces'; "
                + "expected 1 to 64 letters, digits, '-' and '_'"
        ),
        (
            "Runtime: python3.13\nHandler: app.handler\nPackageType: Tar",
            "7:7: PackageType of function 'Orders' is 'Tar'; expected Zip or Image"
        ),
        (
            "Runtime: provided.al2023\nInlineCode: x",
            "5:7: function 'Orders' has source text in the template and the runtime "
                + "provided.al2023; expected a Python or Node.js runtime"
        ),
        (
            "Runtime: python3.13\nHandler: app.handler\nEvents: [a]",
            "7:15: Events of function 'Orders' is a list; expected a map"
        ),
    ])
    func `a wrong property is told at its place`(properties: String, expected: String) throws {
        let found = try complaint(template(properties))
        #expect(found == "template.yaml:" + expected)
    }

    @Test func `a plain function without code is an error`() throws {
        #expect(
            try complaint(template(base, type: "AWS::Lambda::Function"))
                == "template.yaml:2:3: function 'Orders' has no Code; "
                + "expected Code.ZipFile with source text, or a local folder"
        )
    }

    @Test func `two functions of one name are an error`() throws {
        #expect(
            try complaint(
                """
                Resources:
                  A: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.13, Handler: app.a}}
                  B:
                    Type: AWS::Serverless::Function
                    Properties: {Runtime: python3.13, Handler: app.b, FunctionName: A}
                """
            )
                == "template.yaml:3:3: functions 'A' and 'B' both have the name 'A' "
                + "[give one of them another FunctionName]"
        )
    }

    @Test(arguments: [
        (
            "PackageType: Image\nImageUri: x",
            "unsupported template.yaml:5: function 'Orders' cannot run here: it is a container image"
        ),
        (
            "Runtime: java21\nHandler: a.B::c",
            "unsupported template.yaml:5: function 'Orders' cannot run here: the runtime is java21"
        ),
        (
            "Runtime: python3.13\nHandler: app.handler\nCodeUri: s3://bucket/key",
            "unsupported template.yaml:7: function 'Orders' cannot run here: its code is in S3"
        ),
        (
            "Runtime: python3.13\nHandler: app.handler\nCodeUri: {Bucket: b, Key: k}",
            "unsupported template.yaml:7: function 'Orders' cannot run here: its code is in S3"
        ),
        (
            "Runtime: python3.13\nHandler: app.handler\nCodeUri: code.zip",
            "unsupported template.yaml:7: function 'Orders' cannot run here: "
                + "its code is an archive; unpack it and name the folder"
        ),
    ])
    func `a function that cannot run here leaves its routes with the reason`(
        properties: String,
        note: String
    ) throws {
        let events = "\nEvents: {Get: {Type: HttpApi, Properties: {Path: /a, Method: get}}}"
        let (read, notes) = try project(
            template(properties + events),
            files: ["app.py": "", "code.zip": ""]
        )
        #expect(read.functions.isEmpty)
        #expect(notes == [note])
        let reason = note.drop { $0 != " " }.dropFirst()
        let parts = reason.dropFirst("template.yaml:".count).split(separator: ":", maxSplits: 1)
        #expect(
            read.apis.first?.shownRoutes == [
                "GET /a -> Orders 2.0 30000 [501:\(parts[1]) at \(parts[0])]"
            ]
        )
    }

    @Test func `what changes every answer makes every route unsupported`() throws {
        let (read, notes) = try project(
            template(
                base + """
                    Layers: [!Sub "arn:aws:lambda:${AWS::Region}:1:layer:x:1"]
                    FileSystemConfigs: [{Arn: x, LocalMountPath: /mnt/x}]
                    TenancyConfig: {TenantIsolationMode: PER_TENANT}
                    DurableConfig: {ExecutionTimeout: 3600}
                    Events:
                      Get: {Type: HttpApi, Properties: {Path: /a, Method: get}}
                    """
            )
        )
        #expect(read.functions.count == 1)
        #expect(
            notes == [
                "unsupported template.yaml:7: Layers of function 'Orders' is not honoured: "
                    + "its routes answer 501",
                "unsupported template.yaml:8: FileSystemConfigs of function 'Orders' is not honoured: "
                    + "its routes answer 501",
                "unsupported template.yaml:9: TenancyConfig of function 'Orders' is not honoured: "
                    + "its routes answer 501",
                "unsupported template.yaml:10: DurableConfig of function 'Orders' is not honoured: "
                    + "its routes answer 501",
            ]
        )
        #expect(
            read.apis.first?.shownRoutes == [
                "GET /a -> Orders 2.0 30000 [501: layers of function 'Orders' at 7; file systems of "
                    + "function 'Orders' at 8; tenant isolation of function 'Orders' at 9; durable "
                    + "execution of function 'Orders' at 10]"
            ]
        )
    }

    @Test func `what no route sees is noted once`() throws {
        let (read, notes) = try project(
            template(
                base + """
                    FunctionUrlConfig: {AuthType: NONE}
                    EventInvokeConfig: {MaximumRetryAttempts: 1}
                    DeadLetterQueue: {Type: SQS, TargetArn: x}
                    Layers: []
                    Policies: [AmazonDynamoDBFullAccess]
                    Tags: {a: b}
                    Tracing: Active
                    Events:
                      Get: {Type: HttpApi, Properties: {Path: /a, Method: get}}
                    """
            )
        )
        #expect(
            notes == [
                "unsupported template.yaml:7: FunctionUrlConfig of function 'Orders' is not honoured",
                "unsupported template.yaml:8: EventInvokeConfig of function 'Orders' is not honoured",
                "unsupported template.yaml:9: DeadLetterQueue of function 'Orders' is not honoured",
            ]
        )
        #expect(read.apis.first?.shownRoutes == ["GET /a -> Orders 2.0 30000"])
    }

    @Test func `a misspelled property is not ignored in silence`() throws {
        #expect(
            try project(template(base + "Timeuot: 9")).notes == [
                "warning template.yaml:7: 'Timeuot' is not a known property of function 'Orders': "
                    + "it is ignored; did you mean 'Timeout'?"
            ]
        )
    }

    @Test(arguments: [
        (
            "Runtime: python3.13\nHandler: src/app.handler",
            "6: function 'Orders' will not start: there is no src/app.py in /project"
        ),
        (
            "Runtime: python3.13\nHandler: pack.app.handler",
            "6: function 'Orders' will not start: there is no pack/app.py in /project"
        ),
        (
            "Runtime: nodejs22.x\nHandler: lib/app.handler",
            "6: function 'Orders' will not start: there is no lib/app.js in /project"
        ),
        (
            "Runtime: provided.al2023",
            "2: function 'Orders' will not start: there is no bootstrap in /project; build the project first"
        ),
        (
            "Runtime: python3.13\nHandler: app.handler\nInlineCode: x",
            "6: Handler 'app.handler' of function 'Orders' will not be found: "
                + "source text in the template becomes the module 'index'"
        ),
        (
            "Runtime: python3.13\nHandler: app.handler\nEnvironment:\n"
                + "  Variables: {KEY: '{{resolve:ssm:/a}}'}",
            "8: variable 'KEY' of function 'Orders' holds a dynamic reference, which only AWS can "
                + "resolve: the text is passed on as it is"
        ),
    ])
    func `what will fail at the first request is told at start`(
        properties: String,
        note: String
    ) throws {
        #expect(try project(template(properties)).notes == ["warning template.yaml:" + note])
    }

    @Test(arguments: [
        ("python3.13", "src/app.handler", "src/app.py"), ("python3.13", "a.b.handler", "a/b.py"),
        ("python3.13", "pkg.handler", "pkg/__init__.py"),
        ("nodejs22.x", "src/app.handler", "src/app.mjs"),
        ("nodejs22.x", "app.inner.handler", "app.cjs"), ("nodejs22.x", "./app.handler", "app.js"),
    ])
    func `a handler's file is found where the runtime looks`(
        runtime: String,
        handler: String,
        file: String
    ) throws {
        let (read, notes) = try project(
            template("Runtime: \(runtime)\nHandler: \(handler)"),
            files: [file: ""]
        )
        #expect(read.functions.count == 1)
        #expect(notes.isEmpty)
    }

    @Test func `a resource whose condition is false is absent`() throws {
        let (read, notes) = try project(
            """
            Conditions: {No: !Equals [a, b]}
            Resources:
              Orders:
                Type: AWS::Serverless::Function
                Condition: No
                Properties: {Runtime: nothing-at-all}
              Table: {Type: AWS::DynamoDB::Table, Condition: No}
              Other:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: python3.13
                  Handler: app.handler
                  Environment: {Variables: {TABLE: !Ref Table}}
            """
        )
        #expect(read.functions.map(\.logicalID) == ["Other"])
        #expect(read.functions.first?.environment == ["TABLE": "Table"])
        #expect(notes.isEmpty)
    }
}
