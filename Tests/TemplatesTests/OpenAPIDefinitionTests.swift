import Gateway
import Templates
import Testing

@Suite struct OpenAPIDefinitionTests {
    private let function = """
        Resources:
          Orders:
            Type: AWS::Serverless::Function
            Properties: {Runtime: python3.13, Handler: app.handler}

        """
    private let uri =
        "!Sub \"arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Orders.Arn}/invocations\""

    @Test func `a REST API is read from its definition`() throws {
        let (read, notes) = try project(
            function + """
                  Shop:
                    Type: AWS::Serverless::Api
                    Properties:
                      StageName: v1
                      DefinitionBody:
                        swagger: "2.0"
                        x-amazon-apigateway-binary-media-types: [image/png]
                        x-amazon-apigateway-gateway-responses: {DEFAULT_4XX: {statusCode: 400}}
                        securityDefinitions:
                          key: {type: apiKey, name: x-api-key, in: header}
                          pool: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: cognito_user_pools}
                        paths:
                          /orders/{id}:
                            parameters: []
                            get:
                              x-amazon-apigateway-integration: {type: aws_proxy, httpMethod: POST, uri: \(uri), timeoutInMillis: 9000}
                            post:
                              security: [{key: []}, {pool: []}]
                              x-amazon-apigateway-integration: {type: AWS_PROXY, uri: \(uri)}
                            options:
                              x-amazon-apigateway-integration:
                                type: mock
                                responses:
                                  default:
                                    statusCode: 204
                                    responseParameters:
                                      method.response.header.Access-Control-Allow-Origin: "'*'"
                          /{proxy+}:
                            x-amazon-apigateway-any-method:
                              x-amazon-apigateway-integration: {type: http_proxy, uri: https://a.example}
                          /none:
                            get: {}
                          /valid:
                            get:
                              x-amazon-apigateway-request-validator: all
                              x-amazon-apigateway-integration: {type: aws_proxy, uri: \(uri), responseTransferMode: STREAM}
                          /other:
                            get:
                              x-amazon-apigateway-integration: {type: aws_proxy, uri: "arn:aws:lambda:us-east-1:123456789012:function:elsewhere"}

                """
        )
        let api = try #require(read.apis.first)
        #expect(api.binaryMediaTypes == ["image/png"])
        #expect(
            api.shownRoutes == [
                "GET /orders/{id} -> Orders rest 9000",
                "POST /orders/{id} -> Orders rest 29000 [501: API key at 22; authorizer 'pool' at 22]",
                "OPTIONS /orders/{id} -> 204 Access-Control-Allow-Origin=* rest 29000",
                "ANY /{proxy+} -> 501 rest 29000 [501: integration of type 'http_proxy' at 34]",
                "GET /none -> 501 rest 29000 [501: method without integration at 36]",
                "GET /valid -> Orders rest 29000 [501: request validation at 39; "
                    + "response streaming at 40]",
                "GET /other -> elsewhere rest 29000 [501: integration with function 'elsewhere', "
                    + "which the template does not have at 43]",
            ]
        )
        #expect(
            notes == [
                "unsupported template.yaml:12: x-amazon-apigateway-gateway-responses of the definition "
                    + "of API 'Shop' is not honoured"
            ]
        )
    }

    @Test func `an HTTP API is read from a file, and its lines are of that file`() throws {
        let fixture = try TemplateFixture(
            function + """
                  Shop:
                    Type: AWS::Serverless::HttpApi
                    Properties:
                      DefinitionUri: ./api/openapi.json
                      StageVariables: {fn: Orders}

                """,
            files: [
                "app.py": "",
                "api/openapi.json": """
                {"openapi": "3.0.1",
                 "x-amazon-apigateway-cors": {"allowOrigins": ["*"], "allowMethods": ["get"], "maxAge": 5},
                 "components": {"securitySchemes": {"jwt": {"type": "oauth2"}}},
                 "paths": {
                  "/a": {"get": {"x-amazon-apigateway-integration": {"type": "aws_proxy",
                    "payloadFormatVersion": "2.0",
                    "uri": "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${Orders.Arn}/invocations"}}},
                  "/b": {"post": {"security": [{"jwt": []}], "x-amazon-apigateway-integration": {"type": "aws_proxy",
                    "uri": "arn:aws:lambda:us-east-1:123456789012:function:${stageVariables.fn}"}}},
                  "/$default": {"x-amazon-apigateway-any-method": {"x-amazon-apigateway-integration": {"type": "aws_proxy",
                    "uri": "arn:aws:lambda:us-east-1:123456789012:function:Orders:live"}}}
                 }}
                """,
            ]
        )
        let api = try #require(try fixture.read().apis.first)
        #expect(
            api.cors
                == CORSConfiguration(
                    allowOrigins: ["*"],
                    allowMethods: ["GET"],
                    maxAgeSeconds: 5
                )
        )
        #expect(
            api.shownRoutes == [
                "GET /a -> Orders 2.0 30000",
                "POST /b -> Orders 1.0 30000 [501: authorizer 'jwt' (./api/openapi.json:8)]",
                "$default -> Orders 1.0 30000",
            ]
        )
    }

    @Test func `a definition may be included from a file`() throws {
        let (read, _) = try project(
            function + """
                  Shop:
                    Type: AWS::Serverless::Api
                    Properties:
                      StageName: v1
                      DefinitionBody:
                        Fn::Transform: {Name: AWS::Include, Parameters: {Location: api.yaml}}

                """,
            files: [
                "app.py": "",
                "api.yaml": """
                openapi: 3.0.1
                paths:
                  /a:
                    get:
                      x-amazon-apigateway-integration: {type: aws_proxy, uri: \(uri)}
                """,
            ]
        )
        #expect(read.apis.first?.shownRoutes == ["GET /a -> Orders rest 29000"])
    }

    @Test func `a definition that is not here is said`() throws {
        let shop =
            "  Shop:\n    Type: AWS::Serverless::HttpApi\n    Properties:\n      DefinitionUri: "
        #expect(
            try complaint(function + shop + "api.yaml\n")
                == "template.yaml:8:22: DefinitionUri of API 'Shop' is 'api.yaml', and it cannot be "
                + "read: there is no such file [the path is relative to the template]"
        )
        #expect(
            try project(function + shop + "s3://bucket/api.yaml\n").notes == [
                "unsupported template.yaml:8: DefinitionUri of API 'Shop' is in S3: "
                    + "its routes are not served"
            ]
        )
        #expect(
            try complaint(
                function + shop + "api.yaml\n",
                files: ["app.py": "", "api.yaml": "a: b: c"]
            )
                == "api.yaml:1:5: not YAML: mapping values are not allowed in this context "
                + "[check the indentation of this line and the one before it]"
        )
    }

    @Test func `events add no routes to an API that has a definition`() throws {
        func read(_ more: String) throws -> (project: Project, notes: [String]) {
            try project(
                """
                Resources:
                  Orders:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: python3.13
                      Handler: app.handler
                      Events:
                        A: {Type: Api, Properties: {Path: /a, Method: get, RestApiId: !Ref Shop}}
                        B: {Type: Api, Properties: {Path: /b, Method: get, RestApiId: !Ref Shop}}
                  Shop:
                    Type: AWS::Serverless::Api
                    Properties:
                      StageName: v1
                      \(more)
                      DefinitionBody:
                        paths:
                          /a: {get: {x-amazon-apigateway-integration: {type: aws_proxy, uri: !GetAtt Orders.Arn}}}
                """
            )
        }
        let (shop, notes) = try read("Name: shop")
        #expect(shop.apis.first?.shownRoutes == ["GET /a -> Orders rest 29000"])
        #expect(
            notes == [
                "warning template.yaml:9: event 'B' of function 'Orders' adds no route: "
                    + "API 'Shop' has a definition without 'GET /b'"
            ]
        )
    }

    @Test func `MergeDefinitions lets events go before a REST definition`() throws {
        let (read, notes) = try project(
            """
            Resources:
              Orders:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: python3.13
                  Handler: app.handler
                  Events:
                    A: {Type: Api, Properties: {Path: /a, Method: get, RestApiId: !Ref Shop, TimeoutInMillis: 50}}
                    B: {Type: Api, Properties: {Path: /b, Method: get, RestApiId: !Ref Shop}}
              Shop:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: v1
                  MergeDefinitions: true
                  DefinitionBody:
                    paths:
                      /a: {get: {security: [{pool: []}]}}
            """
        )
        #expect(
            read.apis.first?.shownRoutes == [
                "GET /a -> Orders rest 50 [501: authorizer 'pool' at 17]",
                "GET /b -> Orders rest 29000",
            ]
        )
        #expect(notes.isEmpty)
    }

    @Test func `events complete the body of an HTTP API, and not its file`() throws {
        func read(_ definition: String) throws -> (project: Project, notes: [String]) {
            try project(
                """
                Resources:
                  Orders:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: python3.13
                      Handler: app.handler
                      Events:
                        A: {Type: HttpApi, Properties: {Path: /a, Method: get, ApiId: !Ref Shop}}
                        B: {Type: HttpApi, Properties: {Path: /$default, Method: any, ApiId: !Ref Shop}}
                  Shop: {Type: AWS::Serverless::HttpApi, Properties: {\(definition)}}
                """,
                files: [
                    "app.py": "",
                    "api.json": """
                    {"paths": {"/a": {"get": {"x-amazon-apigateway-integration":
                      {"type": "aws_proxy", "payloadFormatVersion": "2.0",
                       "uri": "arn:aws:lambda:us-east-1:123456789012:function:Orders"}}}}}
                    """,
                ]
            )
        }
        let inline =
            "DefinitionBody: {paths: {/a: {get: {x-amazon-apigateway-integration: "
            + "{type: aws_proxy, uri: !GetAtt Orders.Arn}}}}}"
        let completed = try read(inline)
        #expect(
            completed.project.apis.first?.shownRoutes == [
                "GET /a -> Orders 1.0 30000", "$default -> Orders 2.0 30000",
            ]
        )
        #expect(completed.notes.isEmpty)
        let ignored = try read("DefinitionUri: api.json")
        #expect(ignored.project.apis.first?.shownRoutes == ["GET /a -> Orders 2.0 30000"])
        #expect(
            ignored.notes == [
                "warning template.yaml:9: event 'B' of function 'Orders' adds no route: "
                    + "API 'Shop' has a definition without '$default'"
            ]
        )
    }

    @Test func `a path that cannot be is an error`() throws {
        #expect(
            try complaint(
                function + """
                      Shop:
                        Type: AWS::Serverless::HttpApi
                        Properties:
                          DefinitionBody: {paths: {a: {get: {}}}}

                    """
            )
                == "template.yaml:8:32: the path 'a' of API 'Shop' is not valid; "
                + "expected a path that begins with '/'"
        )
    }
}
