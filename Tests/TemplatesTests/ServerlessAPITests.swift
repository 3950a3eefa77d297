import Gateway
import Templates
import Testing

/// A function `Orders` with these events, after these other resources.
private func template(_ events: String, resources: String = "") -> String {
    func indent(_ text: String, _ count: Int) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { String(repeating: " ", count: count) + $0 }.joined(separator: "\n")
    }
    let function = """
        Resources:
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: app.handler
              Events:
        """
    let events = events.isEmpty ? "        {}" : indent(events, 8)
    return "\(function)\n\(events)\n\(resources.isEmpty ? "" : indent(resources, 2))\n"
}

@Suite struct RouteEventTests {
    @Test func `events of an HTTP API become routes of the implicit API`() throws {
        let (read, notes) = try project(
            template(
                """
                List: {Type: HttpApi, Properties: {Path: /orders, Method: get}}
                Make: {Type: HttpApi, Properties: {Path: /orders, Method: POST, PayloadFormatVersion: "1.0"}}
                Files: {Type: HttpApi, Properties: {Path: "/files/{path+}", Method: ANY, TimeoutInMillis: 5000}}
                Any: {Type: HttpApi, Properties: {Path: /any, Method: x-amazon-apigateway-any-method}}
                Rest: {Type: HttpApi}
                """
            )
        )
        let api = try #require(read.apis.first)
        #expect(read.apis.count == 1)
        #expect(api.kind == .http)
        #expect(api.logicalID == "ServerlessHttpApi")
        #expect(api.stage == "$default")
        #expect(
            api.shownRoutes == [
                "GET /orders -> Orders 2.0 30000", "POST /orders -> Orders 1.0 30000",
                "ANY /files/{path+} -> Orders 2.0 5000", "ANY /any -> Orders 2.0 30000",
                "$default -> Orders 2.0 30000",
            ]
        )
        #expect(notes.isEmpty)
    }

    @Test func `events of a REST API become routes of the implicit API`() throws {
        let (read, notes) = try project(
            template(
                """
                Get: {Type: Api, Properties: {Path: "/orders/{id}", Method: Get}}
                Proxy: {Type: Api, Properties: {Path: "/{proxy+}", Method: any, TimeoutInMillis: 60000}}
                """
            )
        )
        let api = try #require(read.apis.first)
        #expect(api.kind == .rest)
        #expect(api.logicalID == "ServerlessRestApi")
        #expect(api.stage == "Prod")
        #expect(
            api.shownRoutes == [
                "GET /orders/{id} -> Orders rest 29000", "ANY /{proxy+} -> Orders rest 60000",
            ]
        )
        #expect(
            notes == [
                "warning template.yaml:9: TimeoutInMillis of event 'Proxy' of function 'Orders' is over "
                    + "29000, which AWS allows only after the account's quota was raised"
            ]
        )
    }

    @Test(arguments: ["!Ref Shop", "Shop", "{Ref: Shop}", "!Sub \"${Shop}\""])
    func `an event names its API`(reference: String) throws {
        let (read, notes) = try project(
            template(
                "Get: {Type: HttpApi, Properties: {Path: /a, Method: get, ApiId: \(reference)}}",
                resources: "Shop: {Type: AWS::Serverless::HttpApi}"
            )
        )
        #expect(read.apis.map(\.logicalID) == ["Shop"])
        #expect(read.apis.first?.shownRoutes == ["GET /a -> Orders 2.0 30000"])
        #expect(notes.isEmpty)
    }

    @Test func `an API that is not served leaves a note`() throws {
        let (read, notes) = try project(
            template(
                """
                A: {Type: HttpApi, Properties: {Path: /a, Method: get, ApiId: !Ref Other}}
                B: {Type: Api, Properties: {Path: /b, Method: get, RestApiId: abcdef1234}}
                """,
                resources: "Other: {Type: AWS::ApiGatewayV2::Api}"
            )
        )
        #expect(read.apis.isEmpty)
        #expect(
            notes == [
                "unsupported template.yaml:8: event 'A' of function 'Orders' names the API 'Other', "
                    + "which is not served: neither is its route",
                "unsupported template.yaml:9: event 'B' of function 'Orders' names the API "
                    + "'abcdef1234', which is not served: neither is its route",
                "unsupported template.yaml:10: AWS::ApiGatewayV2::Api 'Other' is not supported: "
                    + "its routes are not served; describe the API as AWS::Serverless::HttpApi",
            ]
        )
    }

    @Test(arguments: [
        (
            "Get: {Type: Api}",
            "8:9: event 'Get' of function 'Orders' has no Path; "
                + "expected one such as /orders/{id}"
        ),
        (
            "Get: {Type: HttpApi, Properties: {Path: /a}}",
            "8:9: event 'Get' of function 'Orders' has no Method; expected one such as get, or any"
        ),
        (
            "Get: {Type: HttpApi, Properties: {Path: a, Method: get}}",
            "8:49: Path of event 'Get' of function 'Orders' is 'a'; "
                + "expected a path that begins with '/'"
        ),
        (
            "Get: {Type: HttpApi, Properties: {Path: \"/a{b}\", Method: get}}",
            "8:49: Path of event 'Get' of function 'Orders' is '/a{b}'; "
                + "expected path parameters that are whole segments, such as /{id}"
        ),
        (
            "Get: {Type: Api, Properties: {Path: \"/{a+}/b\", Method: get}}",
            "8:45: Path of event 'Get' of function 'Orders' is '/{a+}/b'; "
                + "expected the greedy parameter '{a+}' in the last segment"
        ),
        (
            "Get: {Type: Api, Properties: {Path: /a, Method: fetch}}",
            "8:57: Method of event 'Get' of function 'Orders' is 'fetch'; "
                + "expected get, post, put, patch, delete, head, options or any"
        ),
        (
            "Get: {Type: HttpApi, Properties: {Path: /a, Method: get, TimeoutInMillis: 30001}}",
            "8:83: TimeoutInMillis of event 'Get' of function 'Orders' is '30001'; "
                + "expected a whole number from 50 to 30000"
        ),
        (
            "Get: {Type: HttpApi, Properties: {Path: /a, Method: get, PayloadFormatVersion: 3.0}}",
            "8:88: PayloadFormatVersion of event 'Get' of function 'Orders' is '3.0'; "
                + "expected \"1.0\" or \"2.0\""
        ),
        (
            "Get: {Properties: {Path: /a}}",
            "8:9: event 'Get' of function 'Orders' has no Type; expected one such as HttpApi or Api"
        ),
        (
            "Get: text",
            "8:14: event 'Get' of function 'Orders' is 'text'; expected a map"
        ),
        (
            "A: {Type: Api, Properties: {Path: /a, Method: get}}\n"
                + "B: {Type: Api, Properties: {Path: /a, Method: GET}}",
            "9:9: API 'ServerlessRestApi' has the route 'GET /a' twice; the first is at line 8 "
                + "[give one of them another path or method]"
        ),
    ])
    func `a wrong event is told at its place`(events: String, expected: String) throws {
        let found = try complaint(template(events))
        #expect(found == "template.yaml:" + expected)
    }

    @Test func `an event that names an API of the other kind is an error`() throws {
        #expect(
            try complaint(
                template(
                    "Get: {Type: HttpApi, Properties: {Path: /a, Method: get, ApiId: !Ref Rest}}",
                    resources: "Rest: {Type: AWS::Serverless::Api, Properties: {StageName: v1}}"
                )
            )
                == "template.yaml:8:66: ApiId of event 'Get' of function 'Orders' names 'Rest', "
                + "which is of another kind; expected an AWS::Serverless::HttpApi"
        )
    }

    @Test func `events of other sources are left to the Invoke API`() throws {
        let (read, notes) = try project(
            template("Up: {Type: S3, Properties: {Bucket: !Ref B}}\nEach: {Type: Schedule}")
        )
        #expect(read.functions.count == 1)
        #expect(
            notes == [
                "skipped template.yaml:8: event 'Up' of function 'Orders' is of type S3: nothing "
                    + "triggers it here; the function can be called through the Invoke API",
                "skipped template.yaml:9: event 'Each' of function 'Orders' is of type Schedule: "
                    + "nothing triggers it here; the function can be called through the Invoke API",
            ]
        )
    }

    @Test func `what a route asks for and does not get is its reason`() throws {
        let (read, _) = try project(
            template(
                """
                A: {Type: HttpApi, Properties: {Path: /a, Method: get, Auth: {Authorizer: Jwt, AuthorizationScopes: [s]}}}
                B: {Type: HttpApi, Properties: {Path: /b, Method: get, Auth: {Authorizer: NONE}}}
                C: {Type: Api, Properties: {Path: /c, Method: get, Auth: {ApiKeyRequired: true}}}
                D: {Type: Api, Properties: {Path: /d, Method: get, Auth: {ResourcePolicy: {CustomStatements: []}}}}
                E: {Type: Api, Properties: {Path: /e, Method: get, RequestModel: {Model: M, Required: true}}}
                F: {Type: Api, Properties: {Path: /f, Method: get, RequestModel: {Model: M}}}
                G: {Type: Api, Properties: {Path: /g, Method: get, RequestParameters: [a, {method.request.querystring.q: {Required: true}}]}}
                H: {Type: Api, Properties: {Path: /h, Method: get, RequestParameters: [{a: {Caching: true}}]}}
                I: {Type: Api, Properties: {Path: /i, Method: get, ResponseTransferMode: STREAM}}
                J: {Type: Api, Properties: {Path: /j, Method: get, Auth: {Authorizer: AWS_IAM}}}
                """
            )
        )
        #expect(
            read.apis.flatMap(\.shownRoutes) == [
                "GET /a -> Orders 2.0 30000 [501: authorizer 'Jwt' at 8; authorization scopes at 8]",
                "GET /b -> Orders 2.0 30000",
                "GET /c -> Orders rest 29000 [501: API key at 10]",
                "GET /d -> Orders rest 29000 [501: resource policy at 11]",
                "GET /e -> Orders rest 29000 [501: request validation at 12]",
                "GET /f -> Orders rest 29000",
                "GET /g -> Orders rest 29000 [501: request validation at 14]",
                "GET /h -> Orders rest 29000",
                "GET /i -> Orders rest 29000 [501: response streaming at 16]",
                "GET /j -> Orders rest 29000 [501: authorizer 'AWS_IAM' at 17]",
            ]
        )
    }

    @Test func `a misspelled property of an event is not ignored in silence`() throws {
        #expect(
            try project(
                template("G: {Type: HttpApi, Properties: {Path: /a, Method: get, Payload: 1}}")
            ).notes == [
                "warning template.yaml:8: 'Payload' is not a known property of event 'G' of function "
                    + "'Orders': it is ignored"
            ]
        )
    }
}

@Suite struct ServerlessAPITests {
    @Test func `an HTTP API has its stage, variables and CORS`() throws {
        let (read, notes) = try project(
            template(
                "Get: {Type: HttpApi, Properties: {Path: /a, Method: get, ApiId: !Ref Shop}}",
                resources: """
                    Shop:
                      Type: AWS::Serverless::HttpApi
                      Properties:
                        Name: the-shop
                        StageName: dev
                        StageVariables: {TABLE: orders, SIZE: 3}
                        CorsConfiguration:
                          AllowOrigins: [https://a.example, https://b.example]
                          AllowMethods: [get, POST]
                          AllowHeaders: [x-a]
                          ExposeHeaders: [x-b]
                          AllowCredentials: true
                          MaxAge: 600
                    """
            )
        )
        let api = try #require(read.apis.first)
        #expect(api.name == "the-shop")
        #expect(api.stage == "dev")
        #expect(api.stageVariables == ["TABLE": "orders", "SIZE": "3"])
        #expect(
            api.cors
                == CORSConfiguration(
                    allowOrigins: ["https://a.example", "https://b.example"],
                    allowMethods: ["GET", "POST"],
                    allowHeaders: ["x-a"],
                    exposeHeaders: ["x-b"],
                    allowCredentials: true,
                    maxAgeSeconds: 600
                )
        )
        #expect(notes.isEmpty)
    }

    @Test func `credentials for any origin are refused, as AWS does`() throws {
        #expect(
            try complaint(
                template(
                    "",
                    resources: """
                        Shop:
                          Type: AWS::Serverless::HttpApi
                          Properties:
                            CorsConfiguration: {AllowOrigins: ["*"], AllowCredentials: true}
                        """
                )
            )
                == "template.yaml:12:48: CorsConfiguration.AllowCredentials of API 'Shop' is true with "
                + "the origin '*'; expected AllowOrigins that name the origins"
        )
    }

    @Test(arguments: [
        (
            "Type: AWS::Serverless::Api",
            "9:3: API 'Shop' has no StageName; expected one such as Prod"
        ),
        (
            "Type: AWS::Serverless::Api\n  Properties: {StageName: $default}",
            "11:29: StageName of API 'Shop' is '$default'; expected 1 to 128 letters, digits, "
                + "'-' and '_'"
        ),
        (
            "Type: AWS::Serverless::HttpApi\n  Properties: {StageName: a/b}",
            "11:29: StageName of API 'Shop' is 'a/b'; "
                + "expected $default, or 1 to 128 letters, digits, '-' and '_'"
        ),
        (
            "Type: AWS::Serverless::HttpApi\n  Properties: {StageVariables: {A: [b]}}",
            "11:38: StageVariables.A of API 'Shop' is a list; expected a text"
        ),
        (
            "Type: AWS::Serverless::Api\n  Properties: {StageName: a, BinaryMediaTypes: x}",
            "11:50: BinaryMediaTypes of API 'Shop' is 'x'; expected a list of texts"
        ),
        (
            "Type: AWS::Serverless::HttpApi\n  Properties: {Auth: {DefaultAuthorizer: [a]}}",
            "11:44: Auth.DefaultAuthorizer of API 'Shop' is a list; expected a text"
        ),
        (
            "Type: AWS::Serverless::Api\n  Properties: {StageName: a, Auth: {ApiKeyRequired: maybe}}",
            "11:55: Auth.ApiKeyRequired of API 'Shop' is 'maybe'; expected true or false"
        ),
    ])
    func `a wrong property is told at its place`(resource: String, expected: String) throws {
        let found = try complaint(template("", resources: "Shop:\n  \(resource)"))
        #expect(found == "template.yaml:" + expected)
    }

    @Test func `Cors makes an OPTIONS route for every path of a REST API`() throws {
        let (read, _) = try project(
            template(
                """
                A: {Type: Api, Properties: {Path: /a, Method: post, RestApiId: !Ref Shop}}
                B: {Type: Api, Properties: {Path: /a, Method: get, RestApiId: !Ref Shop}}
                C: {Type: Api, Properties: {Path: /c, Method: any, RestApiId: !Ref Shop}}
                D: {Type: Api, Properties: {Path: /d, Method: options, RestApiId: !Ref Shop}}
                """,
                resources: """
                    Shop:
                      Type: AWS::Serverless::Api
                      Properties:
                        StageName: v1
                        Cors:
                          AllowOrigin: "'https://a.example'"
                          AllowHeaders: "'X-A,X-B'"
                          MaxAge: "'600'"
                          AllowCredentials: true
                    """
            )
        )
        let rest =
            "Access-Control-Allow-Origin=https://a.example Access-Control-Max-Age=600 rest 29000"
        let shared =
            "Access-Control-Allow-Credentials=true Access-Control-Allow-Headers=X-A,X-B "
            + "Access-Control-Allow-Methods"
        #expect(
            read.apis.first?.shownRoutes == [
                "POST /a -> Orders rest 29000", "GET /a -> Orders rest 29000",
                "ANY /c -> Orders rest 29000", "OPTIONS /d -> Orders rest 29000",
                "OPTIONS /a -> 200 \(shared)=GET,OPTIONS,POST \(rest)",
                "OPTIONS /c -> 200 \(shared)=DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT \(rest)",
            ]
        )
    }

    @Test func `a default authorizer covers routes and preflights, unless told otherwise`() throws {
        func routes(_ more: String) throws -> [String]? {
            try project(
                template(
                    """
                    A: {Type: Api, Properties: {Path: /a, Method: get, RestApiId: !Ref Shop}}
                    B: {Type: Api, Properties: {Path: /b, Method: get, RestApiId: !Ref Shop, Auth: {Authorizer: NONE, ApiKeyRequired: false}}}
                    """,
                    resources: """
                        Shop:
                          Type: AWS::Serverless::Api
                          Properties:
                            StageName: v1
                            Cors: "'*'"
                            Auth:
                              DefaultAuthorizer: Pool
                              ApiKeyRequired: true
                              Authorizers: {Pool: {UserPoolArn: x}}
                        \(more.isEmpty ? "" : "      " + more)
                        """
                )
            ).project.apis.first?.routes.map { route in
                "\(route.key): "
                    + route.unsupported.map { "\($0.feature) \($0.line ?? 0)" }
                    .joined(separator: ", ")
            }
        }
        let both = "authorizer 'Pool' 16, API key 17"
        #expect(
            try routes("") == [
                "GET /a: \(both)", "GET /b: ", "OPTIONS /a: \(both)", "OPTIONS /b: \(both)",
            ]
        )
        #expect(
            try routes("AddDefaultAuthorizerToCorsPreflight: false") == [
                "GET /a: \(both)", "GET /b: ", "OPTIONS /a: API key 17", "OPTIONS /b: API key 17",
            ]
        )
    }

    @Test func `what an API asks for as a whole and does not get is noted`() throws {
        let (_, notes) = try project(
            template(
                "",
                resources: """
                    Shop:
                      Type: AWS::Serverless::Api
                      Properties:
                        StageName: v1
                        GatewayResponses: {DEFAULT_4XX: {StatusCode: 400}}
                        MethodSettings:
                          - {ResourcePath: "/*", HttpMethod: "*", ThrottlingRateLimit: 5, CachingEnabled: true}
                        Auth: {UsagePlan: {CreateUsagePlan: PER_API}}
                        Domain: {DomainName: a.example}
                        TracingEnabled: true
                        MinimumCompressionSize: 100
                    Web:
                      Type: AWS::Serverless::HttpApi
                      Properties:
                        DefaultRouteSettings: {ThrottlingBurstLimit: 5, DetailedMetricsEnabled: true}
                        RouteSettings: {"GET /a": {ThrottlingRateLimit: 1}}
                        AccessLogSettings: {Format: x}
                    """
            )
        )
        #expect(
            notes == [
                "unsupported template.yaml:13: GatewayResponses of API 'Shop' is not honoured",
                "unsupported template.yaml:15: MethodSettings.ThrottlingRateLimit of API 'Shop' is not "
                    + "honoured: nothing is throttled",
                "unsupported template.yaml:15: MethodSettings.CachingEnabled of API 'Shop' is not "
                    + "honoured: nothing is cached",
                "unsupported template.yaml:16: Auth.UsagePlan of API 'Shop' is not honoured: "
                    + "nothing is throttled",
                "unsupported template.yaml:17: Domain of API 'Shop' is not honoured",
                "unsupported template.yaml:19: MinimumCompressionSize of API 'Shop' is not honoured",
                "unsupported template.yaml:23: DefaultRouteSettings.ThrottlingBurstLimit of API 'Web' "
                    + "is not honoured: nothing is throttled",
                "unsupported template.yaml:24: RouteSettings.GET /a.ThrottlingRateLimit of API 'Web' is "
                    + "not honoured: nothing is throttled",
            ]
        )
    }
}
