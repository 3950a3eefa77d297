/// What stands before the line being typed: what is held, as of when the view is, and the flow in
/// focus with its place, in that order and as far as there is any.
///
///     waybill▸
///     waybill 7f3a[3/5 executed!]▸
///     waybill ⏱14:02:11 ●2 7f3a[0/5 start]▸
///
/// - Parameters:
///   - focus: The flow in focus; `!` after the step's name says that it failed there.
///   - asOf: The moment of the view as `asof` shows it; nil when that is now.
///   - held: How many flows are held at breakpoints.
///   - isUTF8: False: `>`, `@` and `*` instead of `▸`, `⏱` and `●`.
/// - Returns: The text with a blank at its end, without colours.
func promptText(focus: Focus?, asOf: String?, held: Int, isUTF8: Bool) -> String {
    var parts = ["waybill"]
    if let asOf { parts.append((isUTF8 ? "⏱" : "@") + asOf) }
    if held > 0 { parts.append((isUTF8 ? "●" : "*") + "\(held)") }
    if let focus { parts.append("\("\(focus.flow.shortID)".prefix(4))[\(focus.label)]") }
    return parts.joined(separator: " ") + (isUTF8 ? "▸ " : "> ")
}
