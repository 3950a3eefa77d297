import Gateway
import Lambda

/// What a project asks to be served: its functions, its APIs, and what to know about both.
public struct Project: Equatable, Sendable {
    /// The template, absolute; nil for a bare handler.
    public var templatePath: String?
    /// 12 hexadecimal digits that change with the template's text: the beginning of its SHA-256, as
    /// `sha256sum` gives it. Values of parameters are not in it. Nil for a bare handler.
    public var templateDigest: String?
    /// The folder of the template or of the handler, absolute.
    public var folder: String
    /// In the order of the template; only those that can run here.
    public var functions: [FunctionConfiguration]
    /// In the order of the template, implicit APIs last.
    public var apis: [APIConfiguration]
    /// In the order of their lines.
    public var notes: [TemplateNote]

    public init(
        templatePath: String?,
        templateDigest: String? = nil,
        folder: String,
        functions: [FunctionConfiguration] = [],
        apis: [APIConfiguration] = [],
        notes: [TemplateNote] = []
    ) {
        self.templatePath = templatePath
        self.templateDigest = templateDigest
        self.folder = folder
        self.functions = functions
        self.apis = apis
        self.notes = notes
    }
}

/// What the user says about a template beside its own text.
public struct TemplateOptions: Equatable, Sendable {
    /// Values of parameters: `--parameter-overrides NAME=VALUE`.
    public var parameterOverrides: [String: String]
    /// What `AWS::AccountId`, `AWS::Region` and `AWS::Partition` give.
    public var account: AccountIdentity
    /// What `AWS::StackName` gives.
    public var stackName: String
    /// What other stacks export, for `Fn::ImportValue`.
    public var imports: [String: String]

    public init(
        parameterOverrides: [String: String] = [:],
        account: AccountIdentity = AccountIdentity(),
        stackName: String = "local",
        imports: [String: String] = [:]
    ) {
        self.parameterOverrides = parameterOverrides
        self.account = account
        self.stackName = stackName
        self.imports = imports
    }
}
