import Flows
import Queries

/// The value of a name in one state of a flow, ready to be shown: masked, and laid out.
struct PrintedValue: Equatable {
    let name: FieldName
    let value: QueryValue
    /// How many bytes a body has that is no text.
    var binaryBytes: Int?

    /// Whether the name has a value by now. A `null` of a document is one.
    let isSet: Bool

    /// No state: nothing has happened yet.
    init(_ name: FieldName, in state: FlowFacts?) {
        self.name = name
        guard let state else {
            (value, isSet) = (.null, false)
            return
        }
        let fields = FlowFields(state.flow, events: state.events)
        let found = fields.value(of: name)
        value = masked(found, at: name)
        isSet = found != .null || isNull(name, in: fields)
        let body =
            switch name.parts {
            case ["request", "body"]: state.request?.body
            case ["response", "body"]: state.response?.body
            default: nil as ArraySlice<UInt8>?
            }
        if let body, !Array(body).withUnsafeBufferPointer({ isValidUTF8($0) }) {
            binaryBytes = body.count
        }
    }
}

/// Whether a document says `null` under the name.
private func isNull(_ name: FieldName, in fields: FlowFields) -> Bool {
    guard name.parts.count > 1, ["event", "result", "request", "response"].contains(name.parts[0])
    else { return false }
    let parent = FieldName(Array(name.parts.dropLast()))
    return fields.children(of: parent).contains(name)
}

/// A value under a masked name is left out, and so are such values inside it.
private func masked(_ value: QueryValue, at name: FieldName) -> QueryValue {
    guard value != .null, !name.parts.contains(where: { isMasked($0) }) else {
        return value == .null ? .null : .string(maskedValue)
    }
    switch value {
    case .string(let text): return .string(maskedText(text, under: name.parts.last))
    case .structure(let text):
        return maskedJSON(Array(text.utf8), indent: nil)
            .map { .structure(String(decoding: $0, as: UTF8.self)) } ?? value
    case .null, .boolean, .number: return value
    }
}

extension PrintedValue {
    /// For people: JSON laid out, also that which a string holds; moments and durations in words.
    func text(zone: DisplayZone) -> String {
        if let binaryBytes { return "(binary, \(sizeText(binaryBytes)))" }
        switch value {
        case .string(let text), .structure(let text):
            guard let first = text.first, first == "{" || first == "[",
                let json = maskedJSON(Array(text.utf8), indent: 2)
            else { return text }
            return String(decoding: json, as: UTF8.self)
        case .number(let number): return words(number, zone: zone)
        case .null, .boolean: return value.json
        }
    }

    private func words(_ number: Double, zone: DisplayZone) -> String {
        let type = QuerySchema.flows.field(named: name.name)?.type
        switch type {
        case .timestamp:
            let time = Timestamp(microseconds: Int64((number * 1000).rounded()))
            let fields = zone.fields(of: time)
            return "\(fields.date) \(fields.timeOfDay(decimals: 3)) \(zone.name(at: time))"
        case .duration: return durationText(microseconds: Int64((number * 1000).rounded()))
        case .any, .boolean, .number, .string, .structure, nil: return decimalText(number)
        }
    }

    /// As it is, on one line or as many as it has: text without quotes, JSON as the sender spelled it.
    var rawText: String {
        if let binaryBytes { return "(binary, \(sizeText(binaryBytes)))" }
        return switch value {
        case .string(let text), .structure(let text): text
        case .number(let number): decimalText(number)
        case .null, .boolean: value.json
        }
    }

    /// In one line, for lists: at most `limit` characters.
    func shortText(zone: DisplayZone, limit: Int = 120) -> String {
        let text =
            switch value {
            case .number, .null, .boolean: self.text(zone: zone)
            case .string, .structure: rawText
            }
        return text.count > limit ? text.prefix(limit) + "…" : text
    }

    var machineValue: MachineValue {
        isSet ? .json(Array(value.json.utf8)) : .null
    }
}
