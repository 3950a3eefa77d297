import Templates
import Testing

/// Texts that are no template: every complaint has file, line and column.
@Suite struct SyntaxTests {
    @Test func `an empty file is told apart from a broken one`() throws {
        #expect(
            try complaint("")
                == "template.yaml: the file is empty; expected a template with 'Resources'"
        )
        #expect(
            try complaint("# only a comment\n")
                == "template.yaml: the file is empty; expected a template with 'Resources'"
        )
    }

    @Test func `a file that is not there is named`() throws {
        let fixture = try TemplateFixture()
        #expect {
            try ProjectReader.readTemplate(
                at: fixture.folder + "/other.yaml",
                options: TemplateOptions()
            )
        } throws: {
            fixture.shown($0 as! TemplateError) == "other.yaml: there is no such file"
        }
    }

    @Test func `a folder is no template`() throws {
        let fixture = try TemplateFixture(files: ["src": nil])
        #expect {
            try ProjectReader.readTemplate(at: fixture.folder + "/src", options: TemplateOptions())
        } throws: {
            fixture.shown($0 as! TemplateError) == "src: this is a folder; expected a file"
        }
    }

    @Test func `a tab in the indentation is called a tab`() throws {
        #expect(
            try complaint("Resources:\n  Orders:\n\tType: AWS::Serverless::Function\n")
                == "template.yaml:3:1: the line is indented with a tab; expected spaces "
                + "[YAML allows spaces only: replace each tab]"
        )
    }

    @Test func `bad indentation names the line and where the block began`() throws {
        let template = """
            Resources:
              Orders:
                Type: AWS::Serverless::Function
               Properties:
                  Handler: app.handler
            """
        #expect(
            try complaint(template)
                == "template.yaml:4:4: not YAML: did not find expected key (while parsing a block "
                + "mapping, which began at line 2) "
                + "[check the indentation of this line and the one before it]"
        )
    }

    @Test func `a colon too many is pointed at`() throws {
        #expect(
            try complaint("Resources: a: b\n")
                == "template.yaml:1:13: not YAML: mapping values are not allowed in this context "
                + "[check the indentation of this line and the one before it]"
        )
    }

    @Test func `the second of two equal keys is pointed at`() throws {
        let template = """
            Resources:
              Orders:
                Type: AWS::Serverless::Function
                Properties:
                  Timeout: 3
                  Runtime: python3.13

                  # the same again
                  Timeout: 4
            """
        #expect(
            try complaint(template)
                == "template.yaml:9:7: the key 'Timeout' is written twice in one map; "
                + "it is also at line 5 [remove or rename one of the two]"
        )
    }

    @Test func `equal keys on one line are pointed at together`() throws {
        #expect(
            try complaint("Resources: {A: {Type: X::Y}, A: {Type: X::Y}}\n")
                == "template.yaml:1:13: the key 'A' is written twice in one map "
                + "[remove or rename one of the two]"
        )
    }

    @Test func `an unknown tag gets the nearest one`() throws {
        #expect(
            try complaint("Resources:\n  A:\n    Type: !Rfe B\n")
                == "template.yaml:3:11: the tag '!Rfe' is unknown; expected an intrinsic function "
                + "such as !Ref or !Sub [did you mean '!Ref'?]"
        )
    }

    @Test func `an alias without anchor is an error`() throws {
        #expect(
            try complaint("Resources: *other\n")
                == "template.yaml:1:12: not YAML: found undefined alias"
        )
    }

    @Test func `aliases and merge keys are followed`() throws {
        let (project, _) = try project(
            """
            Metadata:
              Defaults: &defaults
                Runtime: python3.13
                Timeout: 7
            Resources:
              Orders:
                Type: AWS::Serverless::Function
                Properties:
                  <<: *defaults
                  Handler: app.handler
                  Timeout: 9
            """
        )
        #expect(project.functions.map(\.timeoutSeconds) == [9])
        #expect(project.functions.map(\.runtime) == ["python3.13"])
    }

    @Test func `aliases that multiply are stopped`() throws {
        var template = "Metadata:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...8 {
            let alias = "*a\(level - 1)"
            let list = Array(repeating: alias, count: 10).joined(separator: ", ")
            template += "  a\(level): &a\(level) [\(list)]\n"
        }
        let text = try #require(try complaint(template))
        #expect(text.hasSuffix("aliases expand to more than 500000 values"))
    }

    @Test func `nesting without end is stopped`() throws {
        let text = try #require(try complaint(String(repeating: "[", count: 20_000)))
        #expect(text.hasPrefix("template.yaml:1:"))
        let deep = String(repeating: "[", count: 300) + String(repeating: "]", count: 300)
        #expect(
            try complaint("Metadata: \(deep)")
                == "template.yaml:1:139: nested too deep; expected at most 128 levels"
        )
    }

    @Test func `two documents are one too many`() throws {
        #expect(
            try complaint("Resources: {}\n---\nResources: {}\n")
                == "template.yaml:2:1: not YAML: but found another document "
                + "(expected a single document in the stream, which began at line 1)"
        )
    }

    @Test func `a byte order mark and carriage returns do no harm`() throws {
        let template =
            "\u{FEFF}Resources:\r\n  Orders:\r\n    Type: AWS::Serverless::Function\r\n"
            + "    Properties:\r\n      Runtime: python3.13\r\n      Handler: app.handler\r\n"
        let (project, _) = try project(template)
        #expect(project.functions.map(\.handler) == ["app.handler"])
    }

    @Test func `a control character is an error with its line`() throws {
        let text = try #require(try complaint("Resources:\n  A: \u{1}\n"))
        #expect(
            text == "template.yaml:2: not YAML: control characters are not allowed "
                + "[remove the character]"
        )
    }

    @Test func `a key that is a list is an error`() throws {
        #expect(
            try complaint("Resources:\n  ? [a]\n  : b\n")
                == "template.yaml:2:5: a key that is not a text"
        )
    }
}

@Suite struct JSONTemplateTests {
    private func complaint(_ template: String) throws -> String? {
        try TemplateFixture(template, named: "template.json").complaint()
    }

    @Test func `a JSON template is read with its escapes`() throws {
        let fixture = try TemplateFixture(
            """
            {
            \t"Transform": "AWS::Serverless-2016-10-31",
            \t"Resources": {
            \t\t"Orders": {
            \t\t\t"Type": "AWS::Serverless::Function",
            \t\t\t"Properties": {
            \t\t\t\t"Handler": "app.handler", "Runtime": "python3.13", "Timeout": 5,
            \t\t\t\t"Environment": {"Variables": {
            \t\t\t\t\t"SMILE": "\\ud83d\\ude00", "PATHS": "a\\/b", "YES": true,
            \t\t\t\t\t"NAME": {"Fn::Sub": "${AWS::Region}-x"}
            \t\t\t\t}},
            \t\t\t\t"Events": {"Get": {"Type": "HttpApi", "Properties": {"Path": "/", "Method": "get"}}}
            \t\t\t}
            \t\t}
            \t}
            }
            """,
            named: "template.json"
        )
        let project = try fixture.read()
        #expect(
            project.functions.first?.environment == [
                "SMILE": "😀", "PATHS": "a/b", "YES": "true", "NAME": "us-east-1-x",
            ]
        )
        #expect(project.functions.first?.timeoutSeconds == 5)
        #expect(project.apis.first?.shownRoutes == ["GET / -> Orders 2.0 30000"])
        #expect(project.notes.isEmpty)
    }

    @Test func `a missing comma is pointed at`() throws {
        #expect(
            try complaint("{\n  \"Resources\": {}\n  \"Outputs\": {}\n}")
                == "template.json:3:3: not JSON: expected ',' or the closing bracket"
        )
    }

    @Test func `a text that ends too early is an error`() throws {
        #expect(
            try complaint("{\"Resources\": ")
                == "template.json:1:15: not JSON: expected a value, but the text ends"
        )
    }

    @Test func `the second of two equal keys is pointed at`() throws {
        #expect(
            try complaint("{\"Resources\": {\n  \"A\": {\"Type\": \"X::Y\"},\n  \"A\": {}}}")
                == "template.json:3:3: the key 'A' is written twice in one map; "
                + "it is also at line 2 [remove or rename one of the two]"
        )
    }

    @Test func `columns count characters`() throws {
        #expect(
            try complaint("{\"é\": 1, \"Resources\": {}}")
                == "template.json:1:2: 'é' is no section of a template; expected one of "
                + "Parameters, Mappings, Conditions, Globals, Resources, Outputs"
        )
        #expect(
            try complaint("{\"Description\": \"é\", x}")
                == "template.json:1:22: not JSON: expected a string"
        )
    }

    @Test func `nesting without end is stopped`() throws {
        #expect(
            try complaint(String(repeating: "[", count: 5000))
                == "template.json:1:129: nested too deep; expected at most 128 levels"
        )
    }
}
