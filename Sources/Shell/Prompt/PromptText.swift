/// What stands before the line being typed: what is held, as of when the view is, and the flow in
/// focus with its place, in that order and as far as there is any.
///
///     waybill▸
///     waybill ⏱14:02:11 ●2▸
///
/// - Parameters:
///   - focus: The flow in focus and the place in it, `7f3a[3/5 returned]`; nil when there is none.
///   - asOf: The moment of the view as `asof` shows it; nil when that is now.
///   - held: How many flows are held at breakpoints.
///   - isUTF8: False: `>`, `@` and `*` instead of `▸`, `⏱` and `●`.
/// - Returns: The text with a blank at its end, without colours.
func promptText(focus: String?, asOf: String?, held: Int, isUTF8: Bool) -> String {
    var parts = ["waybill"]
    if let asOf { parts.append((isUTF8 ? "⏱" : "@") + asOf) }
    if held > 0 { parts.append((isUTF8 ? "●" : "*") + "\(held)") }
    if let focus { parts.append(focus) }
    return parts.joined(separator: " ") + (isUTF8 ? "▸ " : "> ")
}
