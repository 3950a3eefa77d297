import Gateway

/// What `Ref` and `Fn::GetAtt` give: values of parameters, pseudo parameters, and for resources the
/// name or ARN they would have. An attribute that only AWS knows becomes `${Resource.Attribute}`.
/// - SeeAlso: [Pseudo parameters](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html)
extension TemplateScope {
    /// Names and conditions that need further ones are followed this far.
    static let chainLimit = 100

    func reference(to name: String, at place: Place) throws(TemplateError) -> TemplateValue? {
        if name == "AWS::NoValue" { return nil }
        if let value = try parameters.value(of: name, at: place) {
            if parameters.isStandIn(name) {
                note(
                    .warning,
                    at: place,
                    "parameter '\(name)' is read from the SSM parameter store: the text of its "
                        + "Default stands in; "
                        + "give the value with --parameter-overrides \(name)=VALUE"
                )
            }
            return value
        }
        if name == "AWS::NotificationARNs" { return TemplateValue(.list([]), at: place) }
        if let text = pseudoParameter(name) { return TemplateValue(text: text, at: place) }
        return TemplateValue(text: try resourceReference(name, at: place), at: place)
    }

    /// Whether the whole name, dots included, is one that `Ref` knows: `Api.Stage` of SAM.
    func isReference(_ name: String) -> Bool { template.resource(name) != nil }

    /// `Resource.Attribute` or `[Resource, Attribute]`.
    func attribute(
        _ argument: TemplateValue,
        at place: Place
    ) throws(TemplateError) -> TemplateValue {
        if let written = argument.scalarText, let dot = written.firstIndex(of: ".") {
            return try attribute(
                String(written[written.index(after: dot)...]),
                of: String(written[..<dot]),
                at: place
            )
        }
        if let parts = argument.elements, parts.count == 2, let name = parts[0].scalarText {
            return try attribute(text(parts[1], "the attribute of Fn::GetAtt"), of: name, at: place)
        }
        throw malformed("Fn::GetAtt", "Resource.Attribute or [resource, attribute]", place)
    }

    func attribute(
        _ attribute: String,
        of name: String,
        at place: Place
    ) throws(TemplateError) -> TemplateValue {
        let placeholder = TemplateValue(text: "${\(name).\(attribute)}", at: place)
        guard let resource = template.resource(name) else {
            if isMadeByTransform(name) { return placeholder }
            throw unknownName(name, at: place)
        }
        guard let form = ResourceForm.of(resource.type) else { return placeholder }
        let physicalName = try self.physicalName(of: resource)
        switch attribute {
        case "Arn", form.arnAttribute:
            return TemplateValue(text: fill(form.arn, physicalName), at: place)
        case form.nameAttribute:
            return TemplateValue(text: physicalName, at: place)
        case "QueueUrl":
            return TemplateValue(text: fill(form.reference, physicalName), at: place)
        default:
            return placeholder
        }
    }

    /// The name a resource gives itself, or else its logical id, cut to the 64 characters that AWS
    /// allows.
    func physicalName(of resource: TemplateResource) throws(TemplateError) -> String {
        guard let form = ResourceForm.of(resource.type), let key = form.nameProperty,
            let value = resource.properties[key]
        else { return String(resource.logicalID.prefix(64)) }
        guard !openNames.contains(resource.logicalID) else {
            throw TemplateError(
                .intrinsic,
                at: value.place,
                "the \(key) of '\(resource.logicalID)' depends on itself"
            )
        }
        guard openNames.count < Self.chainLimit else {
            throw TemplateError(
                .intrinsic,
                at: value.place,
                "names depend on each other in a chain of more than \(Self.chainLimit)"
            )
        }
        openNames.append(resource.logicalID)
        defer { openNames.removeLast() }
        guard let evaluated = try evaluate(value) else {
            return String(resource.logicalID.prefix(64))
        }
        return try text(evaluated, "\(key) of '\(resource.logicalID)'")
    }

    private func resourceReference(_ name: String, at place: Place) throws(TemplateError) -> String
    {
        guard let resource = template.resource(name) else {
            if name == ImplicitAPI.rest || name == ImplicitAPI.http {
                return APIConfiguration.apiID(for: name)
            }
            if isMadeByTransform(name) { return name }
            throw unknownName(name, at: place)
        }
        if ResourceType.apis.contains(resource.type) {
            return APIConfiguration.apiID(for: resource.logicalID)
        }
        let physicalName = try physicalName(of: resource)
        return ResourceForm.of(resource.type).map { fill($0.reference, physicalName) }
            ?? physicalName
    }

    /// SAM makes resources named after those of the template (`OrdersRole`, `Api.Stage`), and other
    /// macros make what they like.
    private func isMadeByTransform(_ name: String) -> Bool {
        if !template.macros.isEmpty || !template.loops.isEmpty { return true }
        let makers = template.resources.lazy
            .filter { $0.type.hasPrefix("AWS::Serverless::") }.map(\.logicalID)
        return name.hasPrefix(ImplicitAPI.rest) || name.hasPrefix(ImplicitAPI.http)
            || makers.contains { name.hasPrefix($0) && name != $0 }
    }

    private func unknownName(_ name: String, at place: Place) -> TemplateError {
        TemplateError(
            .intrinsic,
            at: place,
            "there is no parameter or resource '\(name)'",
            hint: suggestion(for: name, in: parameters.names + template.resources.map(\.logicalID))
        )
    }

    private func pseudoParameter(_ name: String) -> String? {
        let account = options.account
        switch name {
        case "AWS::AccountId": return account.accountID
        case "AWS::Region": return account.region
        case "AWS::Partition": return account.partition
        case "AWS::StackName": return options.stackName
        case "AWS::StackId":
            return "arn:\(account.partition):cloudformation:\(account.region):\(account.accountID):"
                + "stack/\(options.stackName)/51af3dc0-da77-11e4-872e-1234567db123"
        case "AWS::URLSuffix": return "localhost"
        default: return nil
        }
    }

    private func fill(_ form: String, _ name: String) -> String {
        form.replacing("{partition}", with: options.account.partition)
            .replacing("{region}", with: options.account.region)
            .replacing("{account}", with: options.account.accountID)
            .replacing("{name}", with: name)
    }
}

/// The logical ids that SAM gives to the APIs it makes of events without one.
enum ImplicitAPI {
    static let rest = "ServerlessRestApi"
    static let http = "ServerlessHttpApi"
}

/// How the names and ARNs of a type of resource look.
struct ResourceForm: Sendable {
    let nameProperty: String?
    /// What `Ref` gives.
    let reference: String
    let arn: String
    /// The attribute that is the ARN under another name.
    var arnAttribute = "Arn"
    /// The attribute that is the name.
    var nameAttribute = "Name"

    static func of(_ type: String) -> ResourceForm? { all[type] }

    private init(
        _ nameProperty: String?,
        _ arn: String,
        reference: String = "{name}",
        arnAttribute: String = "Arn",
        nameAttribute: String = "Name"
    ) {
        self.nameProperty = nameProperty
        self.arn = arn
        self.reference = reference
        self.arnAttribute = arnAttribute
        self.nameAttribute = nameAttribute
    }

    private static let function = ResourceForm(
        "FunctionName",
        "arn:{partition}:lambda:{region}:{account}:function:{name}"
    )
    private static let table = ResourceForm(
        "TableName",
        "arn:{partition}:dynamodb:{region}:{account}:table/{name}"
    )
    private static let topicARN = "arn:{partition}:sns:{region}:{account}:{name}"
    private static let stateMachineARN =
        "arn:{partition}:states:{region}:{account}:stateMachine:{name}"
    private static let secretARN =
        "arn:{partition}:secretsmanager:{region}:{account}:secret:{name}"

    private static let all: [String: ResourceForm] = [
        "AWS::Serverless::Function": function,
        "AWS::Lambda::Function": function,
        "AWS::DynamoDB::Table": table,
        "AWS::Serverless::SimpleTable": table,
        "AWS::S3::Bucket": ResourceForm("BucketName", "arn:{partition}:s3:::{name}"),
        "AWS::SQS::Queue": ResourceForm(
            "QueueName",
            "arn:{partition}:sqs:{region}:{account}:{name}",
            reference: "https://sqs.{region}.amazonaws.com/{account}/{name}",
            nameAttribute: "QueueName"
        ),
        "AWS::SNS::Topic": ResourceForm(
            "TopicName",
            topicARN,
            reference: topicARN,
            arnAttribute: "TopicArn",
            nameAttribute: "TopicName"
        ),
        "AWS::Events::EventBus": ResourceForm(
            "Name",
            "arn:{partition}:events:{region}:{account}:event-bus/{name}"
        ),
        "AWS::Kinesis::Stream": ResourceForm(
            "Name",
            "arn:{partition}:kinesis:{region}:{account}:stream/{name}"
        ),
        "AWS::Logs::LogGroup": ResourceForm(
            "LogGroupName",
            "arn:{partition}:logs:{region}:{account}:log-group:{name}:*"
        ),
        "AWS::IAM::Role": ResourceForm("RoleName", "arn:{partition}:iam::{account}:role/{name}"),
        "AWS::SecretsManager::Secret": ResourceForm("Name", secretARN, reference: secretARN),
        "AWS::SSM::Parameter": ResourceForm(
            "Name",
            "arn:{partition}:ssm:{region}:{account}:parameter/{name}"
        ),
        "AWS::Serverless::StateMachine": ResourceForm(
            "Name",
            stateMachineARN,
            reference: stateMachineARN
        ),
        "AWS::StepFunctions::StateMachine": ResourceForm(
            "StateMachineName",
            stateMachineARN,
            reference: stateMachineARN
        ),
    ]
}
