import Debugger

extension ReplayPlan {
    /// What the caller's shell has for a target that is another service.
    /// - Throws: what is missing, before anything begins.
    func access(_ arguments: Arguments) throws(ShellError) -> RemoteAccess {
        do throws(ReplayRefusal) {
            return try RemoteAccess(
                for: target,
                environment: environment,
                absolutePath: absolutePath
            )
        } catch {
            throw ShellError(
                error.description,
                at: arguments.value("--to") ?? arguments.verb,
                hint: error.hint
            )
        }
    }
}

extension ReplayTarget {
    /// AWS's own Invoke API in the region that this shell is set to.
    static var awsCompletion: Completion {
        let region = environment("AWS_REGION") ?? environment("AWS_DEFAULT_REGION") ?? "us-east-1"
        return Completion(
            "https://lambda.\(region).amazonaws.com/2015-03-31/functions",
            "AWS Lambda, with the credentials of this shell"
        )
    }
}
