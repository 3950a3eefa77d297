/// Which resource types concern what is served, and what is said of the others.
enum ResourceType {
    static let serverlessFunction = "AWS::Serverless::Function"
    static let plainFunction = "AWS::Lambda::Function"
    static let httpAPI = "AWS::Serverless::HttpApi"
    static let restAPI = "AWS::Serverless::Api"

    /// Those whose `Ref` is an API id.
    static let apis: Set = [httpAPI, restAPI, "AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api"]

    private static let serverless = [
        serverlessFunction, httpAPI, restAPI, "AWS::Serverless::Application",
        "AWS::Serverless::CapacityProvider", "AWS::Serverless::Connector",
        "AWS::Serverless::GraphQLApi", "AWS::Serverless::LayerVersion",
        "AWS::Serverless::SimpleTable", "AWS::Serverless::StateMachine",
        "AWS::Serverless::WebSocketApi",
    ]

    /// Types that would answer requests or run functions, with what they would do.
    private static let unsupported = [
        ("AWS::ApiGateway::", "its routes are not served; describe the API as \(restAPI)"),
        ("AWS::ApiGatewayV2::", "its routes are not served; describe the API as \(httpAPI)"),
        ("AWS::Lambda::Url", "no function URL is served"),
        ("AWS::Lambda::EventInvokeConfig", "asynchronous invocations are not retried"),
        ("AWS::Serverless::WebSocketApi", "its routes are not served"),
        ("AWS::Serverless::GraphQLApi", "its resolvers are not served"),
        ("AWS::Serverless::StateMachine", "it is not run, and its API events have no routes"),
        ("AWS::StepFunctions::", "it is not run"),
        (
            "AWS::Serverless::Application",
            "the functions and APIs of a nested template are not served"
        ),
        (
            "AWS::CloudFormation::Stack",
            "the functions and APIs of a nested template are not served"
        ),
    ]

    /// Says which parts of the template make resources that are not seen here.
    static func noteUnknowable(in scope: TemplateScope) {
        for macro in scope.template.macros {
            scope.note(
                .unsupported,
                at: macro.place,
                "the macro \(macro.kindDescription) is not run: what it makes is not served"
            )
        }
        for loop in scope.template.loops {
            scope.note(
                .unsupported,
                at: loop.keyPlace,
                "'\(loop.key)' is not carried out: the resources it makes are not served"
            )
        }
    }

    /// Says that a resource is left out, or refuses a type that cannot be meant.
    static func noteOther(
        _ resource: TemplateResource,
        in scope: TemplateScope
    ) throws(TemplateError) {
        let (type, name) = (resource.type, resource.logicalID)
        if type.hasPrefix("AWS::Serverless::"), !serverless.contains(type) {
            throw TemplateError(
                .invalidValue,
                at: resource.place,
                "the Type of resource '\(name)' is '\(type)', which SAM does not have",
                hint: suggestion(for: type, in: serverless)
            )
        }
        guard type.contains("::") else {
            throw TemplateError(
                .invalidValue,
                at: resource.place,
                "the Type of resource '\(name)' is '\(type)'; "
                    + "expected one such as \(serverlessFunction)"
            )
        }
        if let (_, consequence) = unsupported.first(where: { type.hasPrefix($0.0) }) {
            scope.note(
                .unsupported,
                at: resource.place,
                "\(type) '\(name)' is not supported: \(consequence)"
            )
        } else {
            scope.note(
                .skipped,
                at: resource.place,
                "\(type) '\(name)' is not needed here: skipped"
            )
        }
    }
}
