import Foundation
import Gateway
import Lambda

/// A function of the template: `AWS::Serverless::Function`, or `AWS::Lambda::Function`.
/// - SeeAlso: [AWS::Serverless::Function](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html)
struct ServerlessFunction {
    let logicalID: String
    /// What the Invoke API calls it.
    let name: String
    /// Nil when it cannot run here.
    let configuration: FunctionConfiguration?
    /// What makes every route to it unsupported.
    let unsupported: [UnsupportedFeature]
    /// What triggers it; empty for plain functions.
    let events: [TemplateEntry]

    static let properties = PropertyTable(
        honoured: [
            "CodeUri", "Description", "Environment", "Events", "FunctionName", "Handler",
            "ImageUri", "InlineCode", "MemorySize", "PackageType", "ReservedConcurrentExecutions",
            "Runtime", "Timeout",
        ],
        ignored: [
            "Architectures", "AssumeRolePolicyDocument", "AutoPublishAlias",
            "AutoPublishAliasAllProperties", "AutoPublishCodeSha256", "CodeSigningConfigArn",
            "DeploymentPreference", "EphemeralStorage", "FunctionScalingConfig", "ImageConfig",
            "KmsKeyArn", "PermissionsBoundary", "Policies", "PropagateTags",
            "ProvisionedConcurrencyConfig", "PublishToLatestPublished", "RecursiveLoop", "Role",
            "RolePath", "RuntimeManagementConfig", "SnapStart", "SourceKMSKeyArn", "Tags",
            "Tracing", "VersionDeletionPolicy", "VersionDescription", "VpcConfig",
        ],
        noted: [
            "CapacityProviderConfig", "DeadLetterQueue", "EventInvokeConfig", "FunctionUrlConfig",
            "LoggingConfig",
        ],
        routes: changingEveryRoute
    )

    private static let plainProperties = PropertyTable(
        honoured: [
            "Code", "Description", "Environment", "FunctionName", "Handler", "MemorySize",
            "PackageType", "ReservedConcurrentExecutions", "Runtime", "Timeout",
        ],
        ignored: [
            "Architectures", "CodeSigningConfigArn", "EphemeralStorage", "FunctionScalingConfig",
            "ImageConfig", "KmsKeyArn", "PublishToLatestPublished", "RecursiveLoop", "Role",
            "RuntimeManagementConfig", "SnapStart", "Tags", "TracingConfig", "VpcConfig",
        ],
        noted: ["CapacityProviderConfig", "DeadLetterConfig", "LoggingConfig"],
        routes: changingEveryRoute
    )

    private static let changingEveryRoute = [
        "DurableConfig": "durable execution", "FileSystemConfigs": "file systems",
        "Layers": "layers", "TenancyConfig": "tenant isolation",
    ]

    init(
        _ resource: TemplateResource,
        globals: Globals,
        in scope: TemplateScope
    ) throws(TemplateError) {
        logicalID = resource.logicalID
        let isPlain = resource.type == ResourceType.plainFunction
        let merged =
            isPlain
            ? resource.properties
            : globals.merged(
                into: resource.properties,
                .function,
                ignoring: resource.ignoreGlobals
            )
        var properties = try Properties(
            merged,
            of: "function '\(resource.logicalID)'",
            in: scope
        )
        properties.place = resource.place
        name = try Self.name(of: resource, properties)
        let events = try isPlain ? nil : properties.map("Events")
        self.events = events?.entries ?? []
        var unsupported = try (isPlain ? Self.plainProperties : Self.properties).examine(properties)
        let (configuration, obstacle) = try Self.configuration(
            of: resource,
            name: name,
            properties,
            isPlain: isPlain
        )
        if let (reason, place) = obstacle {
            let text = "\(properties.owner) cannot run here: \(reason)"
            scope.note(.unsupported, at: place, text)
            unsupported.append(scope.unsupported(text, at: place))
        }
        self.configuration = configuration
        self.unsupported = unsupported
    }

    private static func name(
        of resource: TemplateResource,
        _ properties: Properties
    ) throws(TemplateError) -> String {
        let name = try properties.scope.physicalName(of: resource)
        let isValid =
            (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { $0.isLetterOrDigit || $0 == 0x2D || $0 == 0x5F }
        guard isValid else {
            throw TemplateError(
                .invalidValue,
                at: properties.keyPlace("FunctionName"),
                "FunctionName of \(properties.owner) is '\(name)'; "
                    + "expected 1 to 64 letters, digits, '-' and '_'"
            )
        }
        return name
    }

    private typealias Obstacle = (reason: String, place: Place)

    private static func configuration(
        of resource: TemplateResource,
        name: String,
        _ properties: Properties,
        isPlain: Bool
    ) throws(TemplateError) -> (FunctionConfiguration?, Obstacle?) {
        let packageType = try properties.text("PackageType") ?? "Zip"
        if packageType == "Image" {
            return (nil, ("it is a container image", properties.keyPlace("PackageType")))
        }
        guard packageType == "Zip" else {
            throw TemplateError(
                .invalidValue,
                at: properties.keyPlace("PackageType"),
                "PackageType of \(properties.owner) is '\(packageType)'; expected Zip or Image"
            )
        }
        let (runtime, family) = try self.runtime(properties)
        let handler = try properties.text("Handler")
        if handler == nil, family != .provided {
            throw properties.missing("Handler", "one such as app.handler")
        }
        var configuration = FunctionConfiguration(
            name: name,
            logicalID: resource.logicalID,
            runtime: runtime,
            handler: handler,
            code: .inline(""),
            environment: try environment(properties),
            timeoutSeconds: try properties.integer("Timeout", in: 1...900) ?? 3,
            memoryMB: try properties.integer("MemorySize", in: 128...10_240) ?? 128,
            reservedConcurrency: try properties.integer(
                "ReservedConcurrentExecutions",
                in: 0...Int.max
            ),
            description: try properties.text("Description") ?? ""
        )
        guard family.isServed else {
            return (nil, ("the runtime is \(runtime)", properties.keyPlace("Runtime")))
        }
        switch try isPlain ? FunctionCode.plain(properties) : .serverless(properties) {
        case .elsewhere(let reason, let place): return (nil, (reason, place))
        case .location(let location): configuration.code = location
        }
        try check(configuration, family, properties)
        return (configuration, nil)
    }

    private static func runtime(
        _ properties: Properties
    ) throws(TemplateError) -> (String, RuntimeFamily) {
        guard let value = try properties.value("Runtime") else {
            throw properties.missing("Runtime", "one such as \(RuntimeFamily.newestPython)")
        }
        guard let runtime = value.scalarText, let family = RuntimeFamily(runtime) else {
            let known = [
                "python3.13", "nodejs22.x", "provided.al2023", "java21", "ruby3.3", "dotnet8",
            ]
            throw properties.unexpected(
                "Runtime",
                value,
                "one such as python3.13, nodejs22.x or provided.al2023",
                hint: value.scalarText.flatMap { suggestion(for: $0, in: known) }
            )
        }
        return (runtime, family)
    }

    private static func environment(
        _ properties: Properties
    ) throws(TemplateError) -> [String: String] {
        guard let environment = try properties.map("Environment") else { return [:] }
        let variables = try environment.textMap("Variables")
        guard let entries = try environment.map("Variables")?.entries else { return [:] }
        for entry in entries {
            let key = Array(entry.key.utf8)
            let isValid =
                key.count > 1 && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(key[0])
                && key[0] != 0x5F && key.allSatisfy { $0.isLetterOrDigit || $0 == 0x5F }
            guard isValid else {
                throw TemplateError(
                    .invalidValue,
                    at: entry.keyPlace,
                    "\(properties.owner) has the variable '\(entry.key)'; expected a name "
                        + "of two or more letters, digits and '_', a letter first"
                )
            }
            if variables[entry.key]?.contains("{{resolve:") == true {
                properties.scope.note(
                    .warning,
                    at: entry.keyPlace,
                    "variable '\(entry.key)' of \(properties.owner) holds a dynamic reference, "
                        + "which only AWS can resolve: the text is passed on as it is"
                )
            }
        }
        return variables
    }

    /// What would fail at the first request is told at start.
    private static func check(
        _ configuration: FunctionConfiguration,
        _ family: RuntimeFamily,
        _ properties: Properties
    ) throws(TemplateError) {
        let scope = properties.scope
        switch configuration.code {
        case .inline:
            guard family != .provided else {
                throw TemplateError(
                    .invalidValue,
                    at: properties.keyPlace("Runtime"),
                    "\(properties.owner) has source text in the template and the runtime "
                        + "\(configuration.runtime); expected a Python or Node.js runtime"
                )
            }
            if let handler = configuration.handler, !handler.hasPrefix("index.") {
                scope.note(
                    .warning,
                    at: properties.keyPlace("Handler"),
                    "Handler '\(handler)' of \(properties.owner) will not be found: "
                        + "source text in the template becomes the module 'index'"
                )
            }
        case .folder(let folder):
            noteMissingFile(family, in: folder, configuration.handler, properties)
        }
    }

    private static func noteMissingFile(
        _ family: RuntimeFamily,
        in folder: String,
        _ handler: String?,
        _ properties: Properties
    ) {
        func exists(_ file: String) -> Bool {
            FileManager.default.fileExists(atPath: "\(folder)/\(file)")
        }
        let files = family.files(ofHandler: handler ?? "")
        guard let first = files.first, !files.contains(where: exists) else { return }
        let needsBuild = family == .provided || exists(first.replacing(".js", with: ".ts"))
        properties.scope.note(
            .warning,
            at: family == .provided ? properties.place : properties.keyPlace("Handler"),
            "\(properties.owner) will not start: there is no \(first) in \(folder)"
                + (needsBuild ? "; build the project first" : "")
        )
    }
}

extension UInt8 {
    /// ASCII letters and digits.
    var isLetterOrDigit: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
