/// The section `Globals`: properties that SAM copies into every resource of a kind.
/// - SeeAlso: [Globals](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html)
struct Globals {
    enum Section: String {
        case function = "Function"
        case api = "Api"
        case httpAPI = "HttpApi"
    }

    private var sections: [String: [TemplateEntry]] = [:]

    /// Checks that only what SAM allows stands in the section.
    init(_ scope: TemplateScope) throws(TemplateError) {
        guard let globals = scope.template.globals, !globals.isNull else { return }
        guard let entries = globals.entries else {
            throw TemplateError(
                .invalidValue,
                at: globals.place,
                "Globals is \(globals.kindDescription); "
                    + "expected a map with Function, Api or HttpApi"
            )
        }
        for entry in entries {
            guard Self.sectionNames.contains(entry.key) else {
                throw TemplateError(
                    .invalidValue,
                    at: entry.keyPlace,
                    "Globals has no section '\(entry.key)'; "
                        + "expected one of \(Self.sectionNames.joined(separator: ", "))",
                    hint: suggestion(for: entry.key, in: Self.sectionNames)
                )
            }
            guard !entry.value.isNull else { continue }
            guard let properties = entry.value.entries else {
                throw TemplateError(
                    .invalidValue,
                    at: entry.value.place,
                    "Globals.\(entry.key) is \(entry.value.kindDescription); expected a map"
                )
            }
            guard let section = Section(rawValue: entry.key) else { continue }
            sections[entry.key] = try Self.allowed(properties, in: section, scope)
        }
    }

    /// The properties of a resource with those of Globals merged in.
    func merged(
        into properties: TemplateValue,
        _ section: Section,
        ignoring: TemplateValue? = nil
    ) -> TemplateValue {
        let ignored = ignoring?.elements?.compactMap(\.scalarText) ?? []
        if ignoring?.scalarText == "*" { return properties }
        guard let all = sections[section.rawValue] else { return properties }
        let global = all.filter { !ignored.contains($0.key) }
        return Self.merge(TemplateValue(.map(global), at: properties.place), properties)
    }

    /// Maps key by key, lists with the global elements first, anything else as the resource has it.
    private static func merge(_ global: TemplateValue, _ local: TemplateValue) -> TemplateValue {
        if global.intrinsic != nil || local.intrinsic != nil { return local }
        if let first = global.elements, let second = local.elements {
            return TemplateValue(.list(first + second), at: local.place)
        }
        guard let globalEntries = global.entries, let localEntries = local.entries else {
            return local
        }
        var entries = localEntries
        for entry in globalEntries {
            if let index = entries.firstIndex(where: { $0.key == entry.key }) {
                entries[index].value = merge(entry.value, entries[index].value)
            } else {
                entries.append(entry)
            }
        }
        return TemplateValue(.map(entries), at: local.place)
    }

    private static func allowed(
        _ properties: [TemplateEntry],
        in section: Section,
        _ scope: TemplateScope
    ) throws(TemplateError) -> [TemplateEntry] {
        let (names, table) = rules(of: section)
        var allowed: [TemplateEntry] = []
        for entry in properties {
            if names.contains(entry.key) {
                allowed.append(entry)
                continue
            }
            guard !table.knows(entry.key) else {
                throw TemplateError(
                    .invalidValue,
                    at: entry.keyPlace,
                    "'\(entry.key)' is not allowed in Globals.\(section.rawValue)",
                    hint: "write it into each resource"
                )
            }
            let meant = suggestion(for: entry.key, in: names).map { "; \($0)" } ?? ""
            scope.note(
                .warning,
                at: entry.keyPlace,
                "'\(entry.key)' is not a known property of Globals.\(section.rawValue): "
                    + "it is ignored\(meant)"
            )
        }
        return allowed
    }

    private static func rules(of section: Section) -> ([String], PropertyTable) {
        switch section {
        case .function: (functionNames, ServerlessFunction.properties)
        case .api: (apiNames, ServerlessAPI.restProperties)
        case .httpAPI: (httpAPINames, ServerlessAPI.httpProperties)
        }
    }

    private static let sectionNames = [
        "Function", "Api", "HttpApi", "SimpleTable", "StateMachine", "LayerVersion",
        "CapacityProvider", "WebSocketApi",
    ]
    private static let functionNames = [
        "Handler", "Runtime", "CodeUri", "DeadLetterQueue", "Description", "MemorySize", "Timeout",
        "VpcConfig", "Environment", "Tags", "PropagateTags", "Tracing", "KmsKeyArn",
        "AutoPublishAlias", "AutoPublishAliasAllProperties", "Layers", "DeploymentPreference",
        "RolePath", "PermissionsBoundary", "ReservedConcurrentExecutions",
        "ProvisionedConcurrencyConfig", "AssumeRolePolicyDocument", "EventInvokeConfig",
        "FileSystemConfigs", "CodeSigningConfigArn", "Architectures", "SnapStart",
        "EphemeralStorage", "FunctionUrlConfig", "RuntimeManagementConfig", "LoggingConfig",
        "RecursiveLoop", "SourceKMSKeyArn", "TenancyConfig", "DurableConfig",
        "CapacityProviderConfig", "FunctionScalingConfig", "PublishToLatestPublished",
        "VersionDeletionPolicy",
    ]
    private static let apiNames = [
        "Auth", "Name", "DefinitionUri", "CacheClusterEnabled", "CacheClusterSize",
        "MergeDefinitions", "Variables", "EndpointConfiguration", "MethodSettings",
        "BinaryMediaTypes", "MinimumCompressionSize", "Cors", "GatewayResponses",
        "AccessLogSetting", "CanarySetting", "TracingEnabled", "OpenApiVersion", "Domain",
        "AlwaysDeploy", "EndpointAccessMode", "PropagateTags", "SecurityPolicy",
    ]
    private static let httpAPINames = [
        "Auth", "AccessLogSettings", "StageVariables", "Tags", "CorsConfiguration",
        "DefaultRouteSettings", "Domain", "RouteSettings", "FailOnWarnings", "PropagateTags",
    ]
}
