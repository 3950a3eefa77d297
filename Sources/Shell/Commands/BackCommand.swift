/// `back`: backwards through the request in focus.
enum BackCommand: MovementCommand {
    static let name = "back"
    static let aliases = ["rn", "rc"]
    static let summary = "back one step of the request in focus; rc: to its last failure or start"
    static let grammar = [
        "back [N]", "back until break", "back until where CONDITION", "rc [where CONDITION]",
    ]
    static let examples = [
        (line: "rn 2", effect: "two steps back (rn is back)"),
        (line: "rc", effect: "back to the failure before, or to the start (back until break)"),
        (
            line: "rc where 'path = \"/orders\" and status < 300'",
            effect: "back to the last request before that meets a condition, to its end"
        ),
    ]
    static let direction = Movement.Direction.back
    static let untilBreak = "rc"
}
