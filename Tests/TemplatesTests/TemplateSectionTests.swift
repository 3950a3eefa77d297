import Templates
import Testing

@Suite struct TemplateSectionTests {
    @Test func `resources that are not needed are named once each`() throws {
        #expect(
            try project(
                """
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  Orders: {Type: AWS::DynamoDB::Table}
                  Role: {Type: AWS::IAM::Role}
                  Layer: {Type: AWS::Serverless::LayerVersion}
                  Machine: {Type: AWS::Serverless::StateMachine}
                  Nested: {Type: AWS::CloudFormation::Stack}
                  Old: {Type: AWS::ApiGateway::RestApi}
                  Method: {Type: AWS::ApiGateway::Method}
                  Mine: {Type: Custom::Thing, Properties: null}
                """
            ).notes == [
                "skipped template.yaml:3: AWS::DynamoDB::Table 'Orders' is not needed here: skipped",
                "skipped template.yaml:4: AWS::IAM::Role 'Role' is not needed here: skipped",
                "skipped template.yaml:5: AWS::Serverless::LayerVersion 'Layer' is not needed "
                    + "here: skipped",
                "unsupported template.yaml:6: AWS::Serverless::StateMachine 'Machine' is not "
                    + "supported: it is not run, and its API events have no routes",
                "unsupported template.yaml:7: AWS::CloudFormation::Stack 'Nested' is not supported: "
                    + "the functions and APIs of a nested template are not served",
                "unsupported template.yaml:8: AWS::ApiGateway::RestApi 'Old' is not supported: its "
                    + "routes are not served; describe the API as AWS::Serverless::Api",
                "unsupported template.yaml:9: AWS::ApiGateway::Method 'Method' is not supported: "
                    + "its routes are not served; describe the API as AWS::Serverless::Api",
                "skipped template.yaml:10: Custom::Thing 'Mine' is not needed here: skipped",
            ]
        )
    }

    @Test func `macros and loops are named, since they may make more`() throws {
        #expect(
            try project(
                """
                Transform: [AWS::Serverless-2016-10-31, AWS::LanguageExtensions, Multiply]
                Resources:
                  Fn::ForEach::Tables: [Name, [A, B], {"${Name}": {Type: AWS::DynamoDB::Table}}]
                """
            ).notes == [
                "unsupported template.yaml:1: the macro 'Multiply' is not run: "
                    + "what it makes is not served",
                "unsupported template.yaml:3: 'Fn::ForEach::Tables' is not carried out: "
                    + "the resources it makes are not served",
            ]
        )
    }

    @Test func `chains without end are stopped`() throws {
        let chain = (0..<200).map { "  C\($0): !Not [!Condition C\($0 + 1)]\n" }.joined()
        let found = try complaint(
            "Conditions:\n\(chain)Resources:\n  A: {Type: X::Y, Condition: C0}\n"
        )
        #expect(
            found
                == "template.yaml:101:14: conditions depend on each other in a chain of more than 100"
        )
    }

    @Test(arguments: [
        (
            "Resource: {}",
            "1:1: 'Resource' is no section of a template; expected one of Parameters, Mappings, "
                + "Conditions, Globals, Resources, Outputs [did you mean 'Resources'?]"
        ),
        ("- a", "1:1: the template is a list; expected a map with 'Resources'"),
        (
            "Description: x",
            "1:1: the template has no resources; "
                + "expected a map 'Resources' with at least one function"
        ),
        (
            "Resources: {}",
            "1:12: the template has no resources; "
                + "expected a map 'Resources' with at least one function"
        ),
        ("Resources: [a]", "1:12: Resources is a list; expected a map of names"),
        (
            "Parameters: x\nResources: {A: {Type: X::Y}}",
            "1:13: Parameters is 'x'; expected a map of names"
        ),
        (
            "Resources: {A: b}",
            "1:16: resource 'A' is 'b'; expected a map with 'Type' and 'Properties'"
        ),
        (
            "Resources: {A: {}}",
            "1:13: resource 'A' has no Type; expected one such as AWS::Serverless::Function"
        ),
        (
            "Resources: {A: {Type: [b]}}",
            "1:23: the Type of resource 'A' is a list; expected a text"
        ),
        (
            "Resources: {A: {Type: b}}",
            "1:13: the Type of resource 'A' is 'b'; expected one such as AWS::Serverless::Function"
        ),
        (
            "Resources: {A: {Type: AWS::Serverless::Funtion}}",
            "1:13: the Type of resource 'A' is 'AWS::Serverless::Funtion', which SAM does not have "
                + "[did you mean 'AWS::Serverless::Function'?]"
        ),
        (
            "Resources: {A: {Type: X::Y, Properties: [b]}}",
            "1:41: the Properties of resource 'A' are a list; expected a map"
        ),
        (
            "Resources: {A: {Type: X::Y, Condition: [b]}}",
            "1:40: the Condition of resource 'A' is a list; expected the name of a condition"
        ),
    ])
    func `a section of the wrong shape is told at its place`(
        template: String,
        expected: String
    ) throws {
        let found = try complaint(template)
        #expect(found == "template.yaml:" + expected)
    }

    @Test func `a template is found by its usual names`() throws {
        let fixture = try TemplateFixture("", named: "template.json", files: ["template.yml": ""])
        #expect(ProjectReader.findTemplate(in: fixture.folder) == fixture.folder + "/template.yml")
        let other = try TemplateFixture("", named: "sam.yaml")
        #expect(ProjectReader.findTemplate(in: other.folder) == nil)
    }

    /// The expected digests are those of `printf … | sha256sum`.
    @Test func `the digest is that of the file, whatever the parameters say`() throws {
        let text =
            "Parameters: {Name: {Type: String, Default: a}}\nResources: {Table: {Type: X::Y}}\n"
        let fixture = try TemplateFixture(text)
        let first = try fixture.read().templateDigest
        #expect(first == "e77727230d8f")
        let other = TemplateOptions(parameterOverrides: ["Name": "b"])
        #expect(try fixture.read(other).templateDigest == first)
        try fixture.write("# a remark\n" + text, to: "template.yaml")
        #expect(try fixture.read().templateDigest == "04e3214d767f")
        try fixture.write("\u{FEFF}" + text, to: "template.yaml")
        #expect(try fixture.read().templateDigest == "8df946525b2e")
    }
}
