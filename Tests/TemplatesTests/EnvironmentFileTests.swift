import Templates
import Testing

@Suite struct EnvironmentFileTests {
    private let template = """
        Resources:
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              FunctionName: shop-orders
              Runtime: python3.13
              Handler: app.handler
              Environment: {Variables: {TABLE: orders, LEVEL: info}}
          Mails:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: app.handler
              Environment: {Variables: {LEVEL: info}}
        """

    private func apply(
        _ file: String
    ) throws -> (environments: [[String: String]], notes: [String]) {
        let fixture = try TemplateFixture(template, files: ["app.py": "", "env.json": file])
        var project = try fixture.read()
        try applyEnvironmentFile(at: fixture.folder + "/env.json", to: &project)
        return (project.functions.map(\.environment), fixture.shown(project.notes))
    }

    private func complaint(_ file: String) throws -> String? {
        let fixture = try TemplateFixture(template, files: ["app.py": "", "env.json": file])
        var project = try fixture.read()
        do {
            try applyEnvironmentFile(at: fixture.folder + "/env.json", to: &project)
            return nil
        } catch {
            return fixture.shown(error)
        }
    }

    @Test func `what is said of a function goes before Parameters`() throws {
        let (environments, notes) = try apply(
            "{\"Orders\": {\"TABLE\": \"test\", \"LEVEL\": 1}, \"Parameters\": {\"LEVEL\": \"debug\"}}"
        )
        #expect(environments == [["TABLE": "test", "LEVEL": "1"], ["LEVEL": "debug"]])
        #expect(notes.isEmpty)
    }

    @Test func `a function may be named by its name`() throws {
        #expect(
            try apply("{\"shop-orders\": {\"TABLE\": \"test\"}}").environments
                == [["TABLE": "test", "LEVEL": "info"], ["LEVEL": "info"]]
        )
    }

    @Test func `variables that the template does not have are ignored with a note`() throws {
        let (environments, notes) = try apply(
            """
            {
              "Orders": {"TABEL": "x"},
              "Oders": {"LEVEL": "x"},
              "Parameters": {"NONE": true}
            }
            """
        )
        #expect(environments == [["TABLE": "orders", "LEVEL": "info"], ["LEVEL": "info"]])
        #expect(
            notes == [
                "warning env.json:4: no function has the variable 'NONE': it is ignored",
                "warning env.json:2: the template gives function 'Orders' no variable 'TABEL': "
                    + "it is ignored, as SAM CLI does",
                "warning env.json:3: there is no function 'Oders': its variables are ignored; "
                    + "did you mean 'Orders'?",
            ]
        )
    }

    @Test(arguments: [
        ("", "env.json: the file is empty; expected {\"Function\": {\"NAME\": \"value\"}}"),
        ("[]", "env.json:1:1: the file is a list; expected a map of functions"),
        ("{\"Orders\": 1}", "env.json:1:12: 'Orders' is '1'; expected a map of variables"),
        ("{\"Orders\": {\"A\": [1]}}", "env.json:1:18: 'Orders.A' is a list; expected a text"),
        ("{\"Orders\": {\"A\": null}}", "env.json:1:18: 'Orders.A' is empty; expected a text"),
        ("{\n \"Orders\": {\"A\" \"b\"}}", "env.json:2:17: not JSON: expected ':'"),
    ])
    func `a file of another form is an error with its place`(file: String, expected: String) throws
    {
        #expect(try complaint(file) == expected)
    }

    @Test func `a file that is not there is named`() throws {
        let fixture = try TemplateFixture(template)
        var project = try fixture.read()
        #expect {
            try applyEnvironmentFile(at: fixture.folder + "/env.json", to: &project)
        } throws: {
            fixture.shown($0 as! TemplateError) == "env.json: there is no such file"
        }
    }
}
