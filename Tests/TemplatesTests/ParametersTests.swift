import Templates
import Testing

@Suite struct ParametersTests {
    private func template(_ parameters: String, value: String = "!Ref P") -> String {
        """
        Parameters:
        \(parameters)
        Resources:
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: app.handler
              Environment: {Variables: {VALUE: \(value)}}
        """
    }

    private func value(_ parameter: String, _ override: String?) throws -> String? {
        let options = TemplateOptions(parameterOverrides: override.map { ["P": $0] } ?? [:])
        return try project(template("  P: \(parameter)"), options: options).project
            .functions.first?.environment["VALUE"]
    }

    private func complaint(_ parameter: String, _ override: String?) throws -> String? {
        let options = TemplateOptions(parameterOverrides: override.map { ["P": $0] } ?? [:])
        return try TemplatesTests.complaint(template("  P: \(parameter)"), options: options)
    }

    @Test func `an override goes before the Default`() throws {
        #expect(try value("{Type: String, Default: a}", nil) == "a")
        #expect(try value("{Type: String, Default: a}", "b") == "b")
        #expect(try value("{Type: Number, Default: 5}", nil) == "5")
        #expect(try value("{Type: String, Default: \"\"}", nil) == "")
        #expect(try value("{Type: AWS::EC2::VPC::Id}", "vpc-1") == "vpc-1")
    }

    @Test func `an override that names no parameter gets the nearest name`() throws {
        let options = TemplateOptions(parameterOverrides: ["Stge": "x"])
        #expect(
            try TemplatesTests.complaint(
                template(
                    "  Stage: {Type: String, Default: dev}\n  Size: {Type: Number}",
                    value: "a"
                ),
                options: options
            )
                == "template.yaml: the template has no parameter 'Stge'; it has Stage, Size "
                + "[did you mean 'Stage'?]"
        )
        #expect(
            try TemplatesTests.complaint("Resources: {A: {Type: X::Y}}", options: options)
                == "template.yaml: the template has no parameter 'Stge'; it has none "
                + "[correct or leave out the override]"
        )
    }

    @Test func `a parameter without value is an error only when it is used`() throws {
        let unused =
            template("  P: {Type: String}", value: "a") + "\n  T:\n"
            + "    Type: AWS::DynamoDB::Table\n    Properties: {TableName: !Ref P}\n"
        #expect(try TemplatesTests.complaint(unused) == nil)
        #expect(
            try complaint("{Type: String}", nil)
                == "template.yaml:2:3: parameter 'P' has no Default and no value was given; "
                + "it is needed at line 9 [give it with --parameter-overrides P=VALUE]"
        )
    }

    @Test(arguments: [
        ("{Type: Number, Default: ten}", nil, "2:28: parameter 'P' is 'ten'; expected a number"),
        ("{Type: Number, Default: 1}", "x", "2:3: parameter 'P' is 'x'; expected a number"),
        (
            "{Type: Number, Default: 1, MinValue: 2}", nil,
            "2:27: parameter 'P' is '1'; expected at least 2"
        ),
        (
            "{Type: Number, Default: 9, MaxValue: 2.5}", nil,
            "2:27: parameter 'P' is '9'; expected at most 2.5"
        ),
        (
            "{Type: String, MinLength: 2}", "x",
            "2:3: parameter 'P' is 'x'; expected at least 2 characters"
        ),
        (
            "{Type: String, MaxLength: 2}", "xyz",
            "2:3: parameter 'P' is 'xyz'; expected at most 2 characters"
        ),
        (
            "{Type: String, AllowedValues: [dev, prod]}", "test",
            "2:3: parameter 'P' is 'test'; expected one of dev, prod"
        ),
        (
            "{Type: String, AllowedPattern: \"[a-z]+\", ConstraintDescription: small letters}",
            "A1",
            "2:3: parameter 'P' is 'A1'; expected a text that matches [a-z]+ [small letters]"
        ),
        ("{Type: List<Number>}", "1,b", "2:3: parameter 'P' is 'b'; expected a number"),
        (
            "{Type: Strin, Default: a}", nil,
            "2:13: the Type of parameter 'P' is 'Strin'; expected String, Number, "
                + "CommaDelimitedList, List<Number> or an AWS type [did you mean 'String'?]"
        ),
        (
            "{Default: a}", nil,
            "2:3: parameter 'P' has no Type; expected String, Number or CommaDelimitedList"
        ),
        (
            "{Type: String, Default: [a]}", nil,
            "2:27: the Default of parameter 'P' is a list; expected a text or number"
        ),
        ("text", nil, "2:6: parameter 'P' is 'text'; expected a map with 'Type'"),
    ])
    func `a value that cannot be is an error`(
        parameter: String,
        override: String?,
        expected: String
    ) throws {
        // The column of a Default counts from its own place in the line.
        let text = try #require(try complaint(parameter, override))
        let message = expected.drop { $0 != " " }
        #expect(text.hasSuffix(message))
        #expect(text.hasPrefix("template.yaml:2:"))
    }

    @Test func `the place of a wrong Default is the Default`() throws {
        #expect(
            try complaint("{Type: Number, Default: ten}", nil)
                == "template.yaml:2:30: parameter 'P' is 'ten'; expected a number"
        )
        #expect(
            try complaint("{Type: Number, Default: 1}", "x")
                == "template.yaml:2:3: parameter 'P' is 'x'; expected a number"
        )
    }

    @Test func `a value of the parameter store is stood in for by its Default`() throws {
        let parameter = "{Type: 'AWS::SSM::Parameter::Value<String>', Default: /app/key}"
        let (read, notes) = try project(template("  P: \(parameter)"))
        #expect(read.functions.first?.environment["VALUE"] == "/app/key")
        #expect(
            notes == [
                "warning template.yaml:9: parameter 'P' is read from the SSM parameter store: the text "
                    + "of its Default stands in; give the value with --parameter-overrides P=VALUE"
            ]
        )
        let options = TemplateOptions(parameterOverrides: ["P": "secret"])
        #expect(try project(template("  P: \(parameter)"), options: options).notes.isEmpty)
    }
}
