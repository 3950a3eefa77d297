import Foundation
import Templates
import Testing

/// Whatever a template is cut down to, reading it ends in a project or in an error that says
/// something.
@Suite struct TruncationTests {
    private static let template = """
        AWSTemplateFormatVersion: "2010-09-09"
        Transform: AWS::Serverless-2016-10-31
        Parameters:
          Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
        Mappings: {Sizes: {dev: {Memory: 256}, prod: {Memory: 512}}}
        Conditions:
          IsProd: !Equals [!Ref Stage, prod]
          IsDev: !Not [!Condition IsProd]
        Globals:
          Function:
            Runtime: python3.13
            Environment: &env
              Variables: {STAGE: !Ref Stage, "QUOTED": 'it''s'}
          Api: {Cors: "'*'", BinaryMediaTypes: [image~1png]}
        Resources:
          Orders:
            Type: AWS::Serverless::Function
            Condition: IsDev
            Properties:
              Handler: app.handler
              MemorySize: !FindInMap [Sizes, !Ref Stage, Memory]
              Environment:
                <<: *env
              Description: >
                folded \\u00e9
                text
              Events:
                Get: {Type: HttpApi, Properties: {Path: "/orders/{id}", Method: get, Auth: {Authorizer: Jwt}}}
                Put:
                  Type: Api
                  Properties:
                    Path: /orders
                    Method: put
                    RestApiId: !Ref Rest
                    RequestParameters: [{method.request.header.x: {Required: true}}]
          Rest:
            Type: AWS::Serverless::Api
            Properties:
              StageName: !Sub "${Stage}-v1"
              DefinitionBody:
                paths: {/a: {get: {x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Orders.Arn}}}}
          Table: {Type: AWS::DynamoDB::Table}

        """

    private func check(_ bytes: some Collection<UInt8>, in fixture: TemplateFixture) throws {
        let name = fixture.name
        try Data(bytes).write(to: URL(fileURLWithPath: "\(fixture.folder)/\(name)"))
        do {
            let project = try fixture.read()
            #expect(project.notes.allSatisfy { !$0.message.isEmpty })
        } catch {
            #expect(!error.message.isEmpty)
            #expect(error.path.hasSuffix(name))
        }
    }

    @Test func `the whole template is read`() throws {
        #expect(try complaint(Self.template) == nil)
    }

    @Test func `no prefix crashes the reader`() throws {
        let fixture = try TemplateFixture()
        let bytes = Array(Self.template.utf8)
        for count in 0..<bytes.count { try check(bytes.prefix(count), in: fixture) }
    }

    @Test func `no missing line crashes the reader`() throws {
        let fixture = try TemplateFixture()
        let lines = Self.template.split(separator: "\n", omittingEmptySubsequences: false)
        for index in lines.indices {
            var rest = lines
            rest.remove(at: index)
            try check(rest.joined(separator: "\n").utf8, in: fixture)
        }
    }

    @Test func `no replaced value crashes the reader`() throws {
        let fixture = try TemplateFixture()
        // Every value on a line of its own becomes, in turn, each of the other kinds.
        let lines = Self.template.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            guard let colon = line.firstRange(of: ": ") else { continue }
            for value in ["", "[]", "[a, {b: c}]", "{}", "{Ref: [x]}", "!Ref Stage", "-1", "''"] {
                var changed = lines
                changed[index] = line[..<colon.upperBound] + value
                try check(changed.joined(separator: "\n").utf8, in: fixture)
            }
        }
    }

    @Test func `no prefix of a JSON template crashes the reader`() throws {
        let text = """
            {"Resources": {"Orders": {"Type": "AWS::Serverless::Function", "Properties": {
              "Runtime": "python3.13", "Handler": "app.h\\u00e9\\ud83d\\ude00", "Timeout": 1e1,
              "Environment": {"Variables": {"A": {"Fn::Join": [",", ["a", {"Ref": "AWS::Region"}]]}}},
              "Events": {"Get": {"Type": "Api", "Properties": {"Path": "/é", "Method": "get"}}}}}}}
            """
        let fixture = try TemplateFixture(named: "template.json")
        let bytes = Array(text.utf8)
        for count in 0...bytes.count { try check(bytes.prefix(count), in: fixture) }
    }
}
