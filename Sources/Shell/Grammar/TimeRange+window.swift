import Flows

extension Session {
    /// What is looked at where a line names no window: the setting `window`, up to now.
    var defaultWindow: TimeRange {
        TimeRange(since: settings.window.map { now.advanced(byMicroseconds: -$0) })
    }

    /// `14:47:02 – 15:02:02 UTC`, with dates when an end lies on another day.
    func windowText(_ window: TimeRange) -> String {
        let zone = settings.zone
        let end = window.until ?? now
        let today = zone.fields(of: now).date
        func text(_ time: Timestamp) -> String {
            let fields = zone.fields(of: time)
            return (fields.date == today ? "" : fields.date + " ") + fields.timeOfDay()
        }
        let start = window.since.map { text($0) + " – " } ?? "until "
        return "\(start)\(text(end)) \(zone.name(at: end))"
    }

    /// That the view is not the present, for footers; nil when it is.
    var viewText: String? { past.map { "as of log #\($0.position)" } }
}
