import Flows

/// What to execute for a function, found out once before its first environment starts.
public struct PreparedRuntime: Equatable, Sendable {
    /// The first is the absolute path of the program.
    public var arguments: [String]
    /// Variables that the runtime adds, such as `AWS_EXECUTION_ENV`.
    public var environment: [String: String]
    /// The code folder, absolute: `LAMBDA_TASK_ROOT` and the working directory.
    public var taskRoot: String
    /// `python3.13`, or `python3.11 for python3.13` when another version runs it.
    public var runtimeLabel: String
    /// A sentence for people when something is not as it would be on AWS.
    public var warning: String?
    /// 12 hexadecimal digits that change with the code.
    public var codeDigest: String
    /// When the newest file of the code was written; nil when there is none.
    public var codeChangedAt: Timestamp?

    public init(
        arguments: [String],
        environment: [String: String],
        taskRoot: String,
        runtimeLabel: String,
        warning: String? = nil,
        codeDigest: String,
        codeChangedAt: Timestamp? = nil
    ) {
        self.arguments = arguments
        self.environment = environment
        self.taskRoot = taskRoot
        self.runtimeLabel = runtimeLabel
        self.warning = warning
        self.codeDigest = codeDigest
        self.codeChangedAt = codeChangedAt
    }
}
