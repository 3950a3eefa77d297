// The variables of a function process.
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html

/// Names that a customer cannot set; any that begins with `_` is reserved too.
private let reservedNames: Set<String> = [
    "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_DEFAULT_REGION", "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME",
    // Its mere presence makes the Python runtime fork workers.
    "AWS_LAMBDA_MAX_CONCURRENCY",
    "AWS_LAMBDA_RUNTIME_API", "AWS_REGION", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
    "LAMBDA_RUNTIME_DIR", "LAMBDA_TASK_ROOT",
]

/// "The total size of all environment variables doesn't exceed 4 KB."
private let customerLimitBytes = 4096

private func isReserved(_ name: String) -> Bool {
    name.hasPrefix("_") || reservedNames.contains(name)
}

private func isUsable(_ name: String, _ value: String) -> Bool {
    !name.isEmpty && !name.utf8.contains(UInt8(ascii: "=")) && !name.utf8.contains(0)
        && !value.utf8.contains(0)
}

/// A sentence for each thing about the function's own variables that AWS would refuse or ignore.
/// Values are never shown.
public func environmentWarnings(for function: FunctionConfiguration) -> [String] {
    var warnings: [String] = []
    let reserved = function.environment.keys.filter(isReserved).sorted()
    if !reserved.isEmpty {
        warnings.append(
            "\(function.name): Lambda reserves \(reserved.joined(separator: ", ")); "
                + "the template's values are not used"
        )
    }
    let unusable = function.environment.filter { !isUsable($0, $1) }.keys.sorted()
    if !unusable.isEmpty {
        warnings.append(
            "\(function.name): no process can have the variables "
                + unusable.map { "'\($0.filter { $0 != "\0" })'" }.joined(separator: ", ")
                + "; they are left out"
        )
    }
    let size = function.environment.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
    if size > customerLimitBytes {
        warnings.append(
            "\(function.name): its variables have \(size) bytes; AWS takes \(customerLimitBytes)"
        )
    }
    return warnings
}

/// Everything that the function process sees, as `NAME=value`, sorted.
///
/// From low to high: defaults that a customer may override, the customer's variables without
/// reserved names, credentials, and what the runtime and Lambda set. Of the caller's environment
/// only credentials and `PATH` are taken; `HOME` is not set, as on AWS. `runtimeAPIAddress` is
/// `host:port`, `logStream` is `2026/11/22/[$LATEST]` and 32 hexadecimal digits.
public func environmentVariables(
    for function: FunctionConfiguration,
    runtime: PreparedRuntime,
    account: AccountIdentity,
    runtimeAPIAddress: String,
    logStream: String,
    callerEnvironment: [String: String]
) -> [String] {
    let isManaged = runtime.environment["AWS_EXECUTION_ENV"] != nil
    var variables = defaults(of: runtime, isManaged, callerEnvironment["PATH"] ?? "")
    for (name, value) in function.environment where !isReserved(name) && isUsable(name, value) {
        variables[name] = value
    }
    if runtime.environment["AWS_EXECUTION_ENV"]?.hasPrefix("AWS_Lambda_nodejs") == true {
        // As on AWS: modules are found from the code folder too, behind the customer's own.
        variables["NODE_PATH"] =
            function.environment["NODE_PATH"].map { $0 + ":" + runtime.taskRoot }
            ?? runtime.taskRoot
    }
    for (name, value) in credentials(callerEnvironment) { variables[name] = value }
    for (name, value) in runtime.environment
    where isReserved(name) || variables[name] == nil {
        variables[name] = value
    }
    let platform = [
        "_HANDLER": function.handler ?? "bootstrap",
        "AWS_LAMBDA_RUNTIME_API": runtimeAPIAddress,
        "LAMBDA_TASK_ROOT": runtime.taskRoot,
        "LAMBDA_RUNTIME_DIR": runtime.environment["LAMBDA_RUNTIME_DIR"] ?? "/var/runtime",
        "AWS_LAMBDA_FUNCTION_NAME": function.name,
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": String(function.memoryMB),
        "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/\(function.name)",
        "AWS_LAMBDA_LOG_STREAM_NAME": logStream,
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "AWS_REGION": account.region,
        "AWS_DEFAULT_REGION": account.region,
        "_AWS_XRAY_DAEMON_ADDRESS": "127.0.0.1",
        "_AWS_XRAY_DAEMON_PORT": "2000",
    ]
    for (name, value) in platform { variables[name] = value }
    return variables.map { "\($0)=\($1)" }.sorted()
}

/// Values that a customer may override.
private func defaults(
    of runtime: PreparedRuntime,
    _ isManaged: Bool,
    _ callerPath: String
) -> [String: String] {
    var variables = [
        "TZ": ":UTC",
        "LANG": "en_US.UTF-8",
        "PATH": searchPath(runtime, isManaged, callerPath),
        "AWS_XRAY_CONTEXT_MISSING": "LOG_ERROR",
        // AWS has 169.254.100.1; traces that nobody collects should not leave the machine.
        "AWS_XRAY_DAEMON_ADDRESS": "127.0.0.1:2000",
    ]
    if isManaged {
        variables["PWD"] = runtime.taskRoot
        variables["SHLVL"] = "0"
    }
    // No LD_LIBRARY_PATH: Lambda's folders are not here, and `/lib64` before the system's own
    // search would break programs of other distributions. A customer's is passed on.
    return variables
}

/// Lambda's folders, with the language's own for `/var/lang/bin`, then the caller's, each once.
private func searchPath(
    _ runtime: PreparedRuntime,
    _ isManaged: Bool,
    _ callerPath: String
) -> String {
    var folders: [Substring] = []
    if isManaged, let program = runtime.arguments.first, let slash = program.lastIndex(of: "/") {
        folders.append(program[..<slash])
    }
    folders += "/usr/local/bin:/usr/bin:/bin:/opt/bin".split(separator: ":")
    for folder in callerPath.split(separator: ":") where !folders.contains(folder) {
        folders.append(folder)
    }
    return folders.joined(separator: ":")
}

/// The caller's credentials when complete, else values that no service accepts.
private func credentials(_ caller: [String: String]) -> [String: String] {
    guard let key = caller["AWS_ACCESS_KEY_ID"], !key.isEmpty,
        let secret = caller["AWS_SECRET_ACCESS_KEY"], !secret.isEmpty
    else {
        return [
            "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_SESSION_TOKEN": "test",
        ]
    }
    var variables = ["AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": secret]
    // Long-lived keys have none, and a wrong one would spoil them.
    if let token = caller["AWS_SESSION_TOKEN"], !token.isEmpty {
        variables["AWS_SESSION_TOKEN"] = token
    }
    return variables
}
