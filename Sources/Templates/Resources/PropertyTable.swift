import Gateway

/// What becomes of each property that AWS knows: nothing is passed over in silence unless leaving
/// it out changes no event and no response.
struct PropertyTable: Sendable {
    enum Treatment: Sendable {
        /// Read elsewhere in this target.
        case honoured
        /// Concerns only the operation on AWS: permissions, tags, traces, deployment.
        case ignored
        /// Changes something that no route sees: noted.
        case noted
        /// Changes what every route of the owner answers: noted, and those routes are unsupported.
        case routes(String)
    }

    private let treatments: [String: Treatment]

    init(
        honoured: [String],
        ignored: [String] = [],
        noted: [String] = [],
        routes: [String: String] = [:]
    ) {
        var treatments: [String: Treatment] = [:]
        for key in honoured { treatments[key] = .honoured }
        for key in ignored { treatments[key] = .ignored }
        for key in noted { treatments[key] = .noted }
        for (key, feature) in routes { treatments[key] = .routes(feature) }
        self.treatments = treatments
    }

    var names: some Sequence<String> { treatments.keys.sorted() }

    func knows(_ key: String) -> Bool { treatments[key] != nil }

    /// Notes what is not honoured and what is not known.
    /// - Returns: what makes every route of the owner unsupported.
    @discardableResult
    func examine(_ properties: Properties) throws(TemplateError) -> [UnsupportedFeature] {
        var unsupported: [UnsupportedFeature] = []
        let scope = properties.scope
        for entry in properties.entries {
            switch treatments[entry.key] {
            case .honoured, .ignored: continue
            case nil:
                let meant = suggestion(for: entry.key, in: names).map { "; \($0)" } ?? ""
                scope.note(
                    .warning,
                    at: entry.keyPlace,
                    "'\(properties.prefix)\(entry.key)' is not a known property of "
                        + "\(properties.owner): it is ignored\(meant)"
                )
            case .noted:
                guard try isSet(entry.value, in: scope) else { continue }
                scope.note(
                    .unsupported,
                    at: entry.keyPlace,
                    "\(properties.name(of: entry.key)) is not honoured"
                )
            case .routes(let feature):
                guard try isSet(entry.value, in: scope) else { continue }
                scope.note(
                    .unsupported,
                    at: entry.keyPlace,
                    "\(properties.name(of: entry.key)) is not honoured: its routes answer 501"
                )
                unsupported.append(
                    scope.unsupported("\(feature) of \(properties.owner)", at: entry.keyPlace)
                )
            }
        }
        return unsupported
    }

    /// Whether the property asks for anything: not absent, empty or false.
    private func isSet(
        _ value: TemplateValue,
        in scope: TemplateScope
    ) throws(TemplateError) -> Bool {
        guard let value = try scope.evaluate(value), !value.isNull, value.boolean != false else {
            return false
        }
        guard value.elements != nil else { return value.entries?.isEmpty != true }
        return try !scope.list(value, "the list").isEmpty
    }
}

extension TemplateScope {
    /// A reason for a route to answer 501; a line in another file than the template is told in
    /// words.
    func unsupported(_ feature: String, at place: Place) -> UnsupportedFeature {
        place.path == template.path
            ? UnsupportedFeature(feature, line: place.line)
            : UnsupportedFeature("\(feature) (\(place.path):\(place.line))", line: nil)
    }
}
