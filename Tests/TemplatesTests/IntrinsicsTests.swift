import Lambda
import Templates
import Testing

/// Every function in both spellings, seen through a variable of a function.
@Suite struct IntrinsicsTests {
    /// A template with one variable, its value written in flow style or after a tag.
    private static func template(_ value: String) -> String {
        """
        Parameters:
          Stage: {Type: String, Default: dev}
          Names: {Type: CommaDelimitedList, Default: "a, b,c"}
          Zones: {Type: List<Number>, Default: "1,2"}
        Mappings:
          Sizes:
            dev: {Memory: 256, Tags: [x, y]}
            prod: {Memory: 1024}
        Conditions:
          IsDev: !Equals [!Ref Stage, dev]
          IsProd: !Equals [!Ref Stage, prod]
        Resources:
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              FunctionName: !Sub "${Stage}-orders"
              Runtime: python3.13
              Handler: app.handler
              Environment:
                Variables:
                  VALUE: \(value)
          Table:
            Type: AWS::DynamoDB::Table
            Properties: {TableName: !Sub "${Stage}-table"}
          Queue: {Type: AWS::SQS::Queue}
          Topic: {Type: AWS::SNS::Topic}
          Vpc: {Type: AWS::EC2::VPC}
          Rest: {Type: AWS::Serverless::Api, Properties: {StageName: v1}}
        """
    }

    private func value(_ written: String, _ options: TemplateOptions = .init()) throws -> String? {
        try project(Self.template(written), options: options).project
            .functions.first?.environment["VALUE"]
    }

    @Test(arguments: [
        ("!Ref Stage", "{Ref: Stage}", "dev"),
        ("!Ref AWS::Region", "{Ref: 'AWS::Region'}", "us-east-1"),
        (
            "!Sub \"${Stage}-${AWS::AccountId}\"", "{Fn::Sub: \"${Stage}-${AWS::AccountId}\"}",
            "dev-123456789012"
        ),
        (
            "!Sub [\"${X}/${Stage}\", {X: !Ref Stage}]",
            "{Fn::Sub: [\"${X}/${Stage}\", {X: {Ref: Stage}}]}",
            "dev/dev"
        ),
        ("!Sub \"${!Stage} ${ Stage }\"", "{Fn::Sub: \"${!Stage} ${ Stage }\"}", "${Stage} dev"),
        (
            "!Sub \"${Orders.Arn}\"", "{Fn::Sub: \"${Orders.Arn}\"}",
            "arn:aws:lambda:us-east-1:123456789012:function:dev-orders"
        ),
        (
            "!GetAtt Table.Arn", "{Fn::GetAtt: [Table, Arn]}",
            "arn:aws:dynamodb:us-east-1:123456789012:table/dev-table"
        ),
        (
            "!Join [\"-\", [a, !Ref Stage, b]]", "{Fn::Join: [\"-\", [a, {Ref: Stage}, b]]}",
            "a-dev-b"
        ),
        ("!Join [\"-\", !Ref Names]", "{Fn::Join: [\"-\", {Ref: Names}]}", "a-b-c"),
        ("!Select [1, !Ref Names]", "{Fn::Select: [\"1\", {Ref: Names}]}", "b"),
        (
            "!Select [2, !Split [\"|\", \"a|b|c\"]]",
            "{Fn::Select: [2, {Fn::Split: [\"|\", \"a|b|c\"]}]}", "c"
        ),
        (
            "!If [IsDev, yes-dev, !Ref Missing]", "{Fn::If: [IsDev, yes-dev, {Ref: Missing}]}",
            "yes-dev"
        ),
        ("!If [IsProd, !Ref Missing, else]", "{Fn::If: [IsProd, {Ref: Missing}, else]}", "else"),
        (
            "!FindInMap [Sizes, !Ref Stage, Memory]",
            "{Fn::FindInMap: [Sizes, {Ref: Stage}, Memory]}", "256"
        ),
        (
            "!FindInMap [Sizes, test, Memory, {DefaultValue: 64}]",
            "{Fn::FindInMap: [Sizes, test, Memory, {DefaultValue: 64}]}", "64"
        ),
        (
            "!Select [1, !FindInMap [Sizes, dev, Tags]]",
            "{Fn::Select: [1, {Fn::FindInMap: [Sizes, dev, Tags]}]}", "y"
        ),
        ("!ImportValue net-vpc", "{Fn::ImportValue: net-vpc}", "vpc-1"),
        ("!Base64 hello", "{Fn::Base64: hello}", "aGVsbG8="),
        ("!Select [0, !GetAZs \"\"]", "{Fn::Select: [0, {Fn::GetAZs: eu-west-1}]}", nil),
        ("!Length [a, b]", "{Fn::Length: [a, b]}", "2"),
        (
            "!ToJsonString {a: 1, b: !Ref Stage, c: [true, null, \"2\"]}",
            "{Fn::ToJsonString: {a: 1, b: {Ref: Stage}, c: [true, null, \"2\"]}}",
            "{\"a\":1,\"b\":\"dev\",\"c\":[true,null,\"2\"]}"
        ),
    ])
    func `both spellings give the same`(short: String, long: String, expected: String?) throws {
        let options = TemplateOptions(imports: ["net-vpc": "vpc-1"])
        let first = try value(short, options)
        let second = try value(long, options)
        guard let expected else {
            #expect([first, second] == ["us-east-1a", "eu-west-1a"])
            return
        }
        #expect(first == expected)
        #expect(second == expected)
    }

    @Test(arguments: [
        ("!Equals [a, a]", true), ("!Equals [a, b]", false), ("!Not [!Equals [a, a]]", false),
        ("!And [!Equals [a, a], !Condition Yes]", true),
        ("!And [!Condition Yes, !Condition No]", false),
        ("!Or [!Condition No, !Condition Yes]", true),
        ("!Or [!Condition No, !Equals [1, 2]]", false),
        ("{Fn::Equals: [{Ref: Stage}, dev]}", true), ("{Fn::Not: [{Condition: No}]}", true),
        ("{Fn::And: [{Condition: Yes}, {Condition: No}]}", false),
        ("{Fn::Or: [{Condition: Yes}, {Condition: No}]}", true), ("{Condition: No}", false),
    ])
    func `a condition decides`(written: String, expected: Bool) throws {
        let (project, _) = try project(
            """
            Parameters: {Stage: {Type: String, Default: dev}}
            Conditions:
              "Yes": !Equals [x, x]
              "No": !Equals [x, y]
              Tested: \(written)
            Resources:
              Orders:
                Type: AWS::Serverless::Function
                Condition: Tested
                Properties: {Runtime: python3.13, Handler: app.handler}
              Other: {Type: AWS::EC2::VPC}
            """
        )
        #expect(project.functions.count == (expected ? 1 : 0))
    }

    @Test(arguments: [
        ("!Ref Orders", "dev-orders"), ("!Ref Table", "dev-table"), ("!Ref Vpc", "Vpc"),
        ("!Ref Queue", "https://sqs.us-east-1.amazonaws.com/123456789012/Queue"),
        ("!GetAtt Queue.QueueName", "Queue"),
        ("!Ref Topic", "arn:aws:sns:us-east-1:123456789012:Topic"),
        ("!GetAtt Topic.TopicArn", "arn:aws:sns:us-east-1:123456789012:Topic"),
        ("!GetAtt Vpc.CidrBlock", "${Vpc.CidrBlock}"),
        ("!GetAtt Table.StreamArn", "${Table.StreamArn}"),
        ("!GetAtt OrdersRole.Arn", "${OrdersRole.Arn}"), ("!Ref Rest.Stage", "Rest.Stage"),
        ("!Sub \"${AWS::StackName} ${AWS::Partition} ${AWS::URLSuffix}\"", "local aws localhost"),
        (
            "!Ref AWS::StackId",
            "arn:aws:cloudformation:us-east-1:123456789012:stack/local/"
                + "51af3dc0-da77-11e4-872e-1234567db123"
        ),
        ("!Join [\",\", !Ref Zones]", "1,2"), ("True", "true"), ("\"True\"", "True"),
        ("007", "007"),
    ])
    func `names become what they would be`(written: String, expected: String) throws {
        #expect(try value(written) == expected)
    }

    @Test func `an API's Ref is its id`() throws {
        let id = try #require(try value("!Ref Rest"))
        #expect(id.count == 10)
        let (project, _) = try project(Self.template("!Ref ServerlessRestApi"))
        #expect(project.apis.map(\.apiID) == [id])
        #expect(project.functions.first?.environment["VALUE"]?.count == 10)
        #expect(project.functions.first?.environment["VALUE"] != id)
    }

    @Test func `the account of the options is used`() throws {
        let account = AccountIdentity(region: "eu-west-1", accountID: "000000000000")
        let options = TemplateOptions(account: account, stackName: "shop")
        #expect(
            try value("!Sub \"${AWS::Region} ${AWS::AccountId} ${AWS::StackName}\"", options)
                == "eu-west-1 000000000000 shop"
        )
        #expect(
            try value("!GetAtt Orders.Arn", options)
                == "arn:aws:lambda:eu-west-1:000000000000:function:dev-orders"
        )
    }

    @Test func `AWS NoValue removes the variable`() throws {
        #expect(try value("!Ref AWS::NoValue") == nil)
        #expect(try value("!If [IsProd, x, !Ref AWS::NoValue]") == nil)
        #expect(try value("!Join [\",\", [a, !Ref AWS::NoValue, b]]") == "a,b")
    }

    @Test func `an import that was not given is said and stands out`() throws {
        let (project, notes) = try project(Self.template("!ImportValue net-vpc"))
        #expect(project.functions.first?.environment["VALUE"] == "${ImportValue:net-vpc}")
        #expect(
            notes.contains(
                "warning template.yaml:21: the value 'net-vpc' is exported by another stack and was "
                    + "not given: the text '${ImportValue:net-vpc}' stands in for it"
            )
        )
    }

    @Test func `a function that cannot be carried out is said`() throws {
        let (project, notes) = try project(Self.template("!Cidr [10.0.0.0/16, 2, 8]"))
        #expect(project.functions.first?.environment == [:])
        #expect(
            notes.contains(
                "unsupported template.yaml:21: Fn::Cidr is not carried out here: "
                    + "its value is left out"
            )
        )
    }

    @Test(arguments: [
        ("!Ref Stge", "there is no parameter or resource 'Stge' [did you mean 'Stage'?]"),
        (
            "!Ref [a]",
            "Ref is not written as it must be; expected the name of a parameter or resource"
        ),
        (
            "!Sub \"${Tabel.Arn}\"",
            "there is no parameter or resource 'Tabel' [did you mean 'Table'?]"
        ),
        (
            "!Sub \"${Stage\"",
            "Fn::Sub has '${' without the closing '}' [write ${!...} for text that is meant literally]"
        ),
        (
            "!Sub [a]",
            "Fn::Sub is not written as it must be; expected a text, or [text, map of variables]"
        ),
        (
            "!GetAtt Table",
            "Fn::GetAtt is not written as it must be; expected Resource.Attribute or "
                + "[resource, attribute]"
        ),
        ("!Join [a]", "Fn::Join is not written as it must be; expected [delimiter, [value, ...]]"),
        ("!Split [\"\", a]", "Fn::Split is not written as it must be; expected [delimiter, text]"),
        (
            "!If [IsDev, a]",
            "Fn::If is not written as it must be; expected [condition name, value if true, "
                + "value if false]"
        ),
        ("!Select [a]", "Fn::Select is not written as it must be; expected [index, [value, ...]]"),
        (
            "!FindInMap [Sizes, dev]",
            "Fn::FindInMap is not written as it must be; expected [map name, first key, second key]"
        ),
        ("{Fn::Subb: a}", "there is no intrinsic function 'Fn::Subb' [did you mean 'Fn::Sub'?]"),
        (
            "!Ref Names",
            "Environment.Variables.VALUE of function 'Orders' is a list; expected a text"
        ),
        ("{a: b}", "Environment.Variables.VALUE of function 'Orders' is a map; expected a text"),
        (
            "",
            "Environment.Variables.VALUE of function 'Orders' is empty; expected a text "
                + "[write \"\" for an empty text]"
        ),
    ])
    func `a mistake is told at its place`(written: String, expected: String) throws {
        // An empty value has its place behind the colon.
        let column = written.isEmpty ? 17 : 18
        #expect(
            try complaint(Self.template(written)) == "template.yaml:21:\(column): \(expected)"
        )
    }

    @Test(arguments: [
        ("!Select [3, !Ref Names]", 27, "the index of Fn::Select is '3'; expected 0 to 2"),
        ("!Select [x, []]", 27, "the index of Fn::Select is 'x'; the list is empty"),
        (
            "!FindInMap [Size, dev, Memory]", 30,
            "there is no 'Size' in Mappings [did you mean 'Sizes'?]"
        ),
        (
            "!FindInMap [Sizes, dve, Memory]", 37,
            "there is no 'dve' in Mappings.Sizes [did you mean 'dev'?]"
        ),
        (
            "!If [IsDve, a, b]", 23,
            "there is no condition 'IsDve' in Conditions [did you mean 'IsDev'?]"
        ),
        ("!Join [\",\", abc]", 30, "the second argument of Fn::Join is 'abc'; expected a list"),
    ])
    func `a mistake inside a call is told at its place`(
        written: String,
        column: Int,
        expected: String
    ) throws {
        #expect(
            try complaint(Self.template(written)) == "template.yaml:21:\(column): \(expected)"
        )
    }

    @Test func `conditions in a circle are shown as one`() throws {
        #expect(
            try complaint(
                """
                Conditions:
                  A: !Not [!Condition B]
                  B: !Or [!Condition C, !Equals [x, y]]
                  C: !Not [!Condition A]
                Resources:
                  Vpc: {Type: AWS::EC2::VPC, Condition: A}
                """
            )
                == "template.yaml:4:12: condition 'A' depends on itself: A -> B -> C -> A"
        )
    }

    @Test func `conditions that are no conditions are errors`() throws {
        let resource = "Resources:\n  Vpc: {Type: AWS::EC2::VPC, Condition: A}\n"
        #expect(
            try complaint("Conditions: {A: maybe}\n\(resource)")
                == "template.yaml:1:17: a condition is 'maybe'; "
                + "expected Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition"
        )
        #expect(
            try complaint("Conditions: {A: !Equals [a]}\n\(resource)")
                == "template.yaml:1:17: Fn::Equals is not written as it must be; "
                + "expected [value, value]"
        )
        #expect(
            try complaint("Conditions: {A: !And [!Equals [a, b]]}\n\(resource)")
                == "template.yaml:1:17: Fn::And is not written as it must be; "
                + "expected a list of 2 to 10 conditions"
        )
        #expect(
            try complaint(resource)
                == "template.yaml:2:41: there is no condition 'A' in Conditions"
        )
    }

    @Test func `names that need each other are an error`() throws {
        let function = "Type: AWS::Serverless::Function"
        #expect(
            try complaint(
                """
                Resources:
                  A: {\(function), Properties: {FunctionName: !Ref B, Runtime: python3.13, Handler: a.b}}
                  B: {\(function), Properties: {FunctionName: !Ref A, Runtime: python3.13, Handler: a.b}}
                """
            )
                == "template.yaml:2:67: the FunctionName of 'A' depends on itself"
        )
    }

    @Test func `resources of other macros are not missed`() throws {
        let template = Self.template("!Sub \"${MadeByMacro.Arn} ${Made}\"")
        #expect(
            try complaint(template)
                == "template.yaml:21:18: there is no parameter or resource 'MadeByMacro'"
        )
        let (project, _) = try project(
            "Transform: [AWS::Serverless-2016-10-31, Count]\n" + template
        )
        #expect(project.functions.first?.environment["VALUE"] == "${MadeByMacro.Arn} Made")
    }
}
