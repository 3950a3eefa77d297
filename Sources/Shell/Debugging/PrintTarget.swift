import Debugger
import Flows
import Queries

/// The state that `print` reads: of the request in focus at its stop, or of another one.
struct PrintTarget {
    private let debuggee: Debuggee
    private let isInFocus: Bool

    /// `words` are empty, or hold a request, which may have a step; without one, its end is meant.
    init(
        _ words: [Word],
        at verb: Word = .end(of: ""),
        in session: Session
    ) throws(ShellError) {
        guard let word = words.first else {
            debuggee = try session.debuggee(at: verb)
            isInFocus = true
            return
        }
        let (request, step) = session.splitStep(word)
        let (flow, events) = try session.story(of: request)
        let whole = Debuggee(FlowFacts(flow: flow, events: events))
        if let step {
            debuggee = try whole.moved(to: step)
        } else {
            debuggee = whole.moved(to: whole.stops.count - 1)
        }
        isInFocus = false
    }

    // MARK: One name

    func value(
        of name: FieldName,
        isRaw: Bool,
        in session: Session
    ) -> CommandResult {
        let value = PrintedValue(name, in: debuggee.state)
        guard value.isSet else { return unset(name, in: session) }
        let text = isRaw ? value.rawText : value.text(zone: session.settings.zone)
        return CommandResult(
            blocks: lines(text),
            records: records(of: [value], isSingle: true),
            isText: true
        )
    }

    private func lines(_ text: String) -> [Block] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map {
            .verbatim(StyledText(String($0)))
        }
    }

    /// A name without a value says when it gets one, or what there is instead.
    private func unset(_ name: FieldName, in session: Session) -> CommandResult {
        var result = CommandResult(
            blocks: [],
            records: records(of: [PrintedValue(name, in: debuggee.state)], isSingle: true),
            exitCode: 1,
            isText: true
        )
        let later = debuggee.stops[(debuggee.index + 1)...].lazy
            .map { stop in (stop, PrintedValue(name, in: debuggee.facts.state(at: stop))) }
            .first { $0.1.isSet }
        let words: String
        if let (stop, value) = later {
            let zone = session.settings.zone
            let shown = value.shortText(zone: zone, limit: 60)
            words = "not set yet (set at step \(stop.number) to \(shown))"
            let place = stop.number
            result.hint =
                isInFocus
                ? "goto \(place)"
                : "print \(debuggee.facts.flow.id.shortID):\(place) \(name.listedText)"
        } else {
            words = "not set" + instead(of: name)
        }
        if session.terminal.isTTY { result.footer = words } else { result.warnings = [words] }
        return result
    }

    /// ` ; event.body holds: qty`
    private func instead(of name: FieldName) -> String {
        guard let state = debuggee.state, name.parts.count > 1 else { return "" }
        let fields = FlowFields(state.flow, events: state.events)
        var parent = FieldName(Array(name.parts.dropLast()))
        while parent.parts.count > 1, fields.value(of: parent) == .null {
            parent = FieldName(Array(parent.parts.dropLast()))
        }
        let names = fields.children(of: parent).compactMap(\.parts.last)
        guard !names.isEmpty else { return "" }
        let wanted = name.parts[parent.parts.count]
        let rest = names.count - Self.nameLimit
        return "; \(parent.text) holds: \(names.prefix(Self.nameLimit).joined(separator: ", "))"
            + (rest > 0 ? " and \(rest) more" : "")
            + didYouMean(nearest(to: wanted, among: names))
    }

    private static let nameLimit = 12

    // MARK: Changes

    /// What the last step changed of a name.
    func changes(of name: FieldName, in session: Session) -> CommandResult {
        let now = PrintedValue(name, in: debuggee.state)
        let before = PrintedValue(name, in: debuggee.previousState)
        guard now.isSet || before.isSet else { return unset(name, in: session) }
        let changes = differences(before, now)
        var result = CommandResult(
            blocks: changes.isEmpty
                ? [] : [.table(table(of: changes, zone: session.settings.zone))],
            records: records(ofChanges: changes)
        )
        result.footer =
            changes.isEmpty
            ? "\(name.listedText) did not change with this step"
            : "\(counted(changes.count, "change")) since \(previousWords)"
        return result
    }

    private struct Change {
        let name: FieldName
        let before: PrintedValue
        let now: PrintedValue
    }

    private func differences(_ before: PrintedValue, _ now: PrintedValue) -> [Change] {
        guard before != now else { return [] }
        guard before.isSet, now.isSet else {
            return [Change(name: now.name, before: before, now: now)]
        }
        return FlowComparison.differences(
            ComparedValue(Array(before.value.json.utf8)),
            ComparedValue(Array(now.value.json.utf8)),
            at: now.name,
            options: FlowComparison.Options(isStrict: true)
        ).map { difference in
            Change(
                name: difference.path,
                before: PrintedValue(difference.path, in: debuggee.previousState),
                now: PrintedValue(difference.path, in: debuggee.state)
            )
        }
    }

    private func table(of changes: [Change], zone: DisplayZone) -> Table {
        Table(
            columns: [
                Column("NAME", minimum: 10), Column("BEFORE", minimum: 8),
                Column("NOW", minimum: 12),
            ],
            rows: changes.map { change in
                .cells([
                    StyledText(change.name.listedText, .heading),
                    StyledText(change.before.isSet ? change.before.shortText(zone: zone) : "—"),
                    StyledText(change.now.isSet ? change.now.shortText(zone: zone) : "—"),
                ])
            },
            style: .open
        )
    }

    private var previousWords: String {
        guard !debuggee.isAtStart else { return "the start" }
        let stop = debuggee.stops[debuggee.index - 1]
        return stop.step == nil ? "the start" : "step \(stop.number) \(stop.name)"
    }

    // MARK: All names

    /// Every name that is set, or that the last step changed.
    func all(onlyChanged: Bool, in session: Session) -> CommandResult {
        let zone = session.settings.zone
        let now = values(in: debuggee.state)
        guard onlyChanged else {
            let table = Table(
                columns: [Column("NAME", minimum: 10), Column("VALUE", minimum: 12)],
                rows: now.map {
                    .cells([
                        StyledText($0.name.listedText, .heading),
                        StyledText($0.shortText(zone: zone)),
                    ])
                },
                style: .open
            )
            return CommandResult(
                blocks: now.isEmpty ? [] : [.table(table)],
                records: records(of: now, isSingle: false),
                footer: "\(counted(now.count, "name")) set at \(placeWords)",
                hint: now.isEmpty ? "step" : "print event.body  print -d"
            )
        }
        let before = values(in: debuggee.previousState)
        let names = before.map(\.name).filter { name in !now.contains { $0.name == name } }
        let changes = (now.map(\.name) + names).map { name in
            Change(
                name: name,
                before: PrintedValue(name, in: debuggee.previousState),
                now: PrintedValue(name, in: debuggee.state)
            )
        }.filter { $0.before != $0.now }
        return CommandResult(
            blocks: changes.isEmpty ? [] : [.table(table(of: changes, zone: zone))],
            records: records(ofChanges: changes),
            footer: "\(counted(changes.count, "change")) since \(previousWords)",
            hint: "print"
        )
    }

    private func values(in state: FlowFacts?) -> [PrintedValue] {
        guard let state else { return [] }
        return FlowFields(state.flow, events: state.events).children(of: nil)
            .map { PrintedValue($0, in: state) }
    }

    private var placeWords: String {
        debuggee.stop.step == nil
            ? "the \(debuggee.stop.name)" : "step \(debuggee.stop.number) \(debuggee.stop.name)"
    }

    // MARK: Completion

    /// The names that may follow: at first all that are set, behind a dot those inside.
    func names(startingWith text: String, zone: DisplayZone) -> [Completion] {
        guard let state = debuggee.state else { return [] }
        let fields = FlowFields(state.flow, events: state.events)
        let dot = text.lastIndex(of: ".")
        let parent = dot.flatMap {
            try? fieldName(Word(String(text[..<$0]), range: 0..<0, line: text))
        }
        guard dot == nil || parent != nil else { return [] }
        return fields.children(of: parent).map {
            Completion($0.listedText, PrintedValue($0, in: state).shortText(zone: zone, limit: 40))
        }
    }

    // MARK: For machines

    /// Values for machines.
    ///
    /// | field | value |
    /// | --- | --- |
    /// | `flow` | the flow's UUID |
    /// | `step` | where: `0` at the start, `3`, `3.2` of a second attempt, `end` |
    /// | `name` | as it is written |
    /// | `set` | whether it has a value there |
    /// | `value` | JSON, masked; moments are milliseconds since 1970, durations milliseconds |
    private func records(of values: [PrintedValue], isSingle: Bool) -> Records {
        Records(
            fields: ["flow", "step", "name", "set", "value"],
            rows: values.map { value in
                [
                    .string(debuggee.facts.flow.id.description), .string(debuggee.stop.number),
                    .string(value.name.listedText), .boolean(value.isSet), value.machineValue,
                ]
            },
            isSingle: isSingle
        )
    }

    /// What a step changed, for machines: the fields of values, with `before` for the value before it.
    private func records(ofChanges changes: [Change]) -> Records {
        Records(
            fields: ["flow", "step", "name", "before", "value"],
            rows: changes.map { change in
                [
                    .string(debuggee.facts.flow.id.description), .string(debuggee.stop.number),
                    .string(change.name.listedText), change.before.machineValue,
                    change.now.machineValue,
                ]
            }
        )
    }
}
