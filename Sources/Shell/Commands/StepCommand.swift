/// `step`: forward through the request in focus.
enum StepCommand: MovementCommand {
    static let name = "step"
    static let aliases = ["n", "c"]
    static let summary = "forward one step of the request in focus; c: to its next failure or end"
    static let grammar = [
        "step [N]", "step until break", "step until where CONDITION", "c [where CONDITION]",
    ]
    static let examples = [
        (line: "n 2", effect: "two steps on (n is step)"),
        (line: "c", effect: "on to the next failure, or to the end (step until break)"),
        (
            line: "c where 'status >= 500'",
            effect: "on to the next request that meets a condition, to its end"
        ),
    ]
    static let direction = Movement.Direction.forward
    static let untilBreak = "c"
}
