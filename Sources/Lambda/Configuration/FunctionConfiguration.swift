/// One Lambda function as a template describes it: all that is needed to run it.
public struct FunctionConfiguration: Equatable, Sendable {
    /// The name that callers of the Invoke API use.
    public var name: String
    /// The logical id in the template; `name` when there is no template.
    public var logicalID: String
    /// `python3.13`, `nodejs22.x`, `provided.al2023`, as written.
    public var runtime: String
    /// `app.handler`; nil only for `provided.*`.
    public var handler: String?
    public var code: CodeLocation
    /// The customer's variables, parameters and conditions resolved.
    public var environment: [String: String]
    /// 1 to 900.
    public var timeoutSeconds: Int
    /// 128 to 10,240.
    public var memoryMB: Int
    /// Nil when nothing is reserved; 0 throttles every call.
    public var reservedConcurrency: Int?
    public var description: String

    public init(
        name: String,
        logicalID: String? = nil,
        runtime: String,
        handler: String?,
        code: CodeLocation,
        environment: [String: String] = [:],
        timeoutSeconds: Int = 3,
        memoryMB: Int = 128,
        reservedConcurrency: Int? = nil,
        description: String = ""
    ) {
        self.name = name
        self.logicalID = logicalID ?? name
        self.runtime = runtime
        self.handler = handler
        self.code = code
        self.environment = environment
        self.timeoutSeconds = timeoutSeconds
        self.memoryMB = memoryMB
        self.reservedConcurrency = reservedConcurrency
        self.description = description
    }

    /// `arn:aws:lambda:us-east-1:123456789012:function:NAME`
    public func arn(in account: AccountIdentity) -> String {
        "arn:\(account.partition):lambda:\(account.region):\(account.accountID):function:\(name)"
    }
}

/// Where a function's code is.
public enum CodeLocation: Equatable, Sendable {
    /// A folder, absolute.
    case folder(String)
    /// Source text from the template's `InlineCode` or `Code.ZipFile`: becomes `index.<ext>`.
    case inline(String)
}

/// The account and region that ARNs and events name.
public struct AccountIdentity: Equatable, Sendable {
    public var partition = "aws"
    public var region: String
    public var accountID: String

    public init(region: String = "us-east-1", accountID: String = "123456789012") {
        self.region = region
        self.accountID = accountID
    }
}
