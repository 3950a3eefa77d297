import Glibc

/// A verb that may go on by itself and write as things happen, instead of giving one result.
///
/// ``LineRunner`` hands it the whole line, sink included.
protocol LiveCommand: Command {
    /// Runs the line until it has come to its end.
    /// - Returns: the exit code; nil when the line asks for one result only, which ``Command/run(_:in:)``
    ///   gives.
    static func follow(_ line: ParsedLine, by runner: LineRunner) throws(ShellError) -> Int32?
}

extension LiveCommand {
    /// The arguments of the line; settings and terminal are made ready for it.
    static func prepare(
        _ line: ParsedLine,
        by runner: LineRunner
    ) throws(ShellError) -> Arguments {
        let arguments = try Arguments(line.words, options: allOptions, verbName: name)
        runner.prepare(arguments, line)
        return arguments
    }

    /// For verbs that only go on by themselves: where one result is wanted, as below `watch`, there
    /// is none.
    static func refuseResult(_ arguments: Arguments) -> ShellError {
        ShellError(
            "\(name) goes on by itself and gives no single result",
            at: arguments.verb,
            hint: "help \(name)"
        )
    }

    /// What is shown as it was does not go on.
    static func refusePast(_ arguments: Arguments, in session: Session) throws(ShellError) {
        let moment = arguments.value("--asof")
        guard session.past != nil || moment != nil else { return }
        throw ShellError(
            "nothing more happens in the past",
            at: moment ?? arguments.verb,
            hint: moment == nil ? "asof now" : "leave out --asof"
        )
    }

    /// Ctrl-C was for this verb; what ends the whole program is for those who waited behind it, too.
    /// The handlers that were there before must be back.
    /// - Returns: the exit code.
    static func ended(by number: Int32, _ session: Session) -> Int32 {
        session.interruption.clear()
        if number != SIGINT, number != 0 { kill(getpid(), number) }
        return 130
    }
}
