import Debugger
import EventStore
import Flows

/// One function as `functions` shows it: what the service says of it, and what the log has.
struct FunctionActivity {
    let name: String
    /// Nil while no service runs, or it does not serve the function.
    var served: ServiceStatus.Function?
    /// Nil when the log has nothing of it.
    var count: FunctionCount?

    /// The service knows it before the first invocation does.
    var code: String? { served?.code ?? count?.code }

    /// Every function that the service serves or the log knows, the service's first.
    static func all(_ service: ServiceStatus?, _ counts: [FunctionCount]) -> [FunctionActivity] {
        var functions = (service?.functions ?? []).map { function in
            FunctionActivity(
                name: function.name,
                served: function,
                count: counts.first { $0.function == function.name }
            )
        }
        for count in counts where !functions.contains(where: { $0.name == count.function }) {
            functions.append(FunctionActivity(name: count.function, count: count))
        }
        return functions
    }

    /// `1 busy, 2 idle`; nil while it is not known.
    var environmentWords: String? {
        guard let served else { return nil }
        let states = [(served.busy, "busy"), (served.idle, "idle"), (served.starting, "starting")]
        let ending = served.environments - served.busy - served.idle - served.starting
        let words = (states + [(ending, "ending")]).filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return words.isEmpty ? "none" : words.joined(separator: ", ")
    }
}

/// A change of a function's code while the service ran.
struct CodeChange {
    let time: Timestamp
    let before: String?
    let code: String?

    /// Nil when the event is of another function.
    init?(_ event: LoggedEvent, of function: String) {
        guard let fields = try? EventFields(json: Array(event.data.utf8)),
            fields.string("function") == function
        else { return nil }
        time = event.occurredAt
        before = fields.string("before")
        code = fields.string("code")
    }
}
