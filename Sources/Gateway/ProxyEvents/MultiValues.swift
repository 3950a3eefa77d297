import Flows

/// Names with all their values, in the order in which the names first appeared.
struct MultiValues {
    private(set) var entries: [(name: String, values: [String])] = []
    private var places: [String: Int] = [:]

    init(reservingCapacity capacity: Int = 0) {
        entries.reserveCapacity(capacity)
        places.reserveCapacity(capacity)
    }

    var isEmpty: Bool { entries.isEmpty }

    mutating func append(_ name: String, _ value: String) {
        if let place = places[name] {
            entries[place].values.append(value)
        } else {
            places[name] = entries.count
            entries.append((name, [value]))
        }
    }

    /// Sets a name to these values alone; a name that is there keeps its place.
    mutating func set(_ name: String, to values: [String]) {
        if let place = places[name] {
            entries[place].values = values
        } else {
            places[name] = entries.count
            entries.append((name, values))
        }
    }
}

extension JSONWriter {
    /// `{"name":"the last value"}`
    mutating func lastValues(of fields: MultiValues) {
        beginObject()
        for entry in fields.entries {
            key(entry.name)
            string(entry.values.last ?? "")
        }
        endObject()
    }

    /// `{"name":"one,two"}`
    mutating func joinedValues(of fields: MultiValues) {
        beginObject()
        for entry in fields.entries {
            key(entry.name)
            if entry.values.count == 1 {
                string(entry.values[0])
            } else {
                string(entry.values.joined(separator: ","))
            }
        }
        endObject()
    }

    /// `{"name":["one","two"]}`
    mutating func allValues(of fields: MultiValues) {
        beginObject()
        for entry in fields.entries {
            key(entry.name)
            beginArray()
            for value in entry.values { string(value) }
            endArray()
        }
        endObject()
    }
}
