import Flows
import Gateway
import Lambda

/// What speaks against a replay, before anything of it begins.
extension Replayer {
    /// What a replay sends or maps.
    /// - Throws: why it is not done.
    func admitted(
        _ origin: ReplayOrigin,
        _ plan: ReplayPlan
    ) throws(ReplayRefusal) -> HandOffDocument {
        let (document, changes) = try origin.document(plan.mode, plan.edits)
        let preview = ReplayPreview(document, plan.mode, kind: origin.sent?.apiKind, changes)
        guard plan.allowsUnsafe || !preview.isUnsafe else {
            throw ReplayRefusal(
                "\(preview.method ?? "an event without a method") is not safe, and nobody confirmed it",
                hint: "replay \(origin.id.shortID) --yes"
            )
        }
        switch (document, plan.target) {
        case (.event, .origin): _ = try pool(serving: origin.triggered?.function, for: origin)
        case (.event, .function(let name)): _ = try pool(serving: name, for: origin)
        case (.event, .lambda(let address, let name)):
            _ = try function(named: name, at: address, for: origin)
        case (.request, .origin): _ = try door(of: origin)
        case (.result, _): _ = try mapping(of: origin, plan)
        case (.event, _), (.request, _), (.response, _): break
        }
        return document
    }

    /// The function that gets an event.
    func pool(
        serving name: String?,
        for origin: ReplayOrigin
    ) throws(ReplayRefusal) -> EnvironmentPool {
        let first = functions.first?.function.name ?? "FUNCTION"
        guard let name else { throw Self.unknownFunction("--to \(first)", of: origin) }
        guard let pool = pool(named: name) else {
            throw ReplayRefusal(
                "there is no function \(name) here"
                    + didYouMean(nearest(to: name, among: functions.map(\.function.name))),
                hint: "replay \(origin.id.shortID) --to \(first)"
            )
        }
        return pool
    }

    /// The name of the function at another endpoint.
    func function(
        named name: String?,
        at address: HTTPAddress,
        for origin: ReplayOrigin
    ) throws(ReplayRefusal) -> String {
        guard let name = name ?? origin.triggered?.function else {
            throw Self.unknownFunction(
                "--to \(address.origin)\(ReplayTarget.functionsPath)/NAME",
                of: origin
            )
        }
        return name
    }

    private static func unknownFunction(_ option: String, of origin: ReplayOrigin) -> ReplayRefusal
    {
        ReplayRefusal(
            "its record does not tell which function had the event",
            hint: "replay \(origin.id.shortID) \(option)"
        )
    }

    /// The front door that takes a request again.
    func door(
        of origin: ReplayOrigin
    ) throws(ReplayRefusal) -> (door: FrontDoor, host: String, port: Int) {
        let api = origin.sent?.api
        let door = doors.first { $0.door.api.logicalID == api } ?? (api == nil ? doors.first : nil)
        guard let door else {
            throw ReplayRefusal(api.map { "there is no API \($0) here" } ?? "there is no API here")
        }
        return door
    }

    /// How a recorded result is mapped again, and how its invocation had ended.
    func mapping(
        of origin: ReplayOrigin,
        _ plan: ReplayPlan
    ) throws(ReplayRefusal) -> (mapping: Mapping, outcome: InvocationOutcome) {
        guard case .origin = plan.target else {
            throw ReplayRefusal(
                "a recorded result is mapped here and sent nowhere",
                hint: "leave --to out"
            )
        }
        let mapping = Mapping(origin, doors: doors.map(\.door))
        guard mapping.isByRoute, let outcome = origin.outcome else {
            // Another system's record does not name one of the APIs here.
            let more = origin.sent?.api == nil ? "" : " any more"
            throw ReplayRefusal(
                "no API here has the route \(origin.triggered?.route ?? "of it")\(more)"
            )
        }
        if !plan.edits.isEmpty, let reason = mapping.editRefusal(of: outcome) {
            throw ReplayRefusal("its result cannot be changed: \(reason)", hint: "leave --set out")
        }
        return (mapping, outcome)
    }
}
