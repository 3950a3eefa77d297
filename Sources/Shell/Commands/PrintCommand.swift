import Debugger
import Flows
import Queries

/// `print`: what a name stands for in the state of a request.
enum PrintCommand: Command {
    static let name = "print"
    static let aliases = ["p"]
    static let summary = "the value of a name at the step of the request in focus"
    static let grammar = ["print [REQUEST[:STEP]] [NAME] [-d] [-r]"]
    static let options = [
        CommandOption("-d", "--diff", summary: "only what differs from the step before"),
        CommandOption("-r", "--raw", summary: "as it is: JSON not laid out, numbers without units"),
    ]
    static let examples = [
        (
            line: "p event.body | jq .items",
            effect: "the body of the event, through another program"
        ),
        (line: "print %1:2 request.headers", effect: "of another request, as it was after step 2"),
        (line: "print -d", effect: "everything that the last step changed"),
    ]
    static let exitCodes = [
        (code: Int32(0), meaning: "shown"), (code: 1, meaning: "not set at this step"),
        (code: 2, meaning: "the line is wrong, or there is no such request, step or name"),
        (code: 3, meaning: "the log cannot be read"),
    ]

    static func complete(_ request: CompletionRequest, in session: Session) -> [Completion] {
        guard request.words.count < 2 else { return [] }
        let words = request.words.map { Word($0, range: 0..<0, line: $0) }
        guard let target = try? PrintTarget(words, in: session) else {
            return session.flowCompletions(startingWith: request.text)
        }
        let names = target.names(startingWith: request.text, zone: session.settings.zone)
        return request.isFirstArgument && !request.text.contains(".")
            ? names + session.flowCompletions(startingWith: request.text) : names
    }

    static func run(
        _ arguments: Arguments,
        in session: Session
    ) throws(ShellError) -> CommandResult {
        try refuseMore(arguments, after: 2)
        var words = arguments.words
        let hasName = words.count > 1 || words.first.map(isFlowName) ?? false
        let nameWord = hasName ? words.popLast() : nil
        if words.count == 1, !looksLikeRequest(words[0]) {
            // Neither a request nor a name: the nearest name was meant.
            try checkFlowName(try fieldName(words[0]), at: words[0])
        }
        var name: FieldName?
        if let nameWord {
            let given = try fieldName(nameWord)
            try checkFlowName(given, at: nameWord)
            name = given
        }
        let target = try PrintTarget(words, at: arguments.verb, in: session)
        let onlyChanged = arguments.has("-d")
        guard let name else { return target.all(onlyChanged: onlyChanged, in: session) }
        return onlyChanged
            ? target.changes(of: name, in: session)
            : target.value(of: name, isRaw: arguments.has("-r"), in: session)
    }

    /// An id, `%1`, `@last`, `.`, each perhaps with a step.
    private static func looksLikeRequest(_ word: Word) -> Bool {
        let text = word.text
        if text.hasPrefix("%") || text.hasPrefix("@") || text == "." || text.contains(":") {
            return true
        }
        return text.utf8.allSatisfy { hexDigitValue($0) != nil || $0 == UInt8(ascii: "-") }
            || text.hasSuffix("=")
    }
}
