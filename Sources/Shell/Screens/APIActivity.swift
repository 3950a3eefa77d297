import Debugger
import EventStore
import Flows

/// One API as `apis` shows it: what the service says of it, and what the log has.
struct APIActivity {
    /// The logical id; `invoke` for the Invoke API.
    let id: String
    /// `http`, `rest` or `invoke`.
    var kind: String?
    var stage: String?
    /// Nil while no service runs.
    var url: String?
    /// Those of the template, when the service runs, in its order; then those that only the log knows.
    var routes: [RouteActivity]
    /// Whether the template's routes are among them.
    var isServed: Bool

    static let invokeID = "invoke"

    var requests: Int { routes.reduce(0) { $0 + $1.requests } }
    var failures: Int { routes.reduce(0) { $0 + $1.failures } }
    var lastSeen: Timestamp? { routes.compactMap(\.lastSeen).max() }

    /// Every API that the service serves or the log knows: the service's first, the Invoke API last.
    static func all(_ service: ServiceStatus?, _ counts: [RouteCount]) -> [APIActivity] {
        var apis = (service?.apis ?? []).map(APIActivity.init)
        if let service {
            apis.append(
                APIActivity(
                    id: invokeID,
                    kind: invokeID,
                    url: "http://\(service.apis.first?.host ?? "127.0.0.1"):\(service.invokePort)",
                    routes: service.functions.map { RouteActivity(invoking: $0.name) },
                    isServed: true
                )
            )
        }
        for count in counts {
            let id = count.api ?? invokeID
            let index =
                apis.firstIndex { $0.id == id }
                ?? {
                    apis.append(APIActivity(id: id, routes: [], isServed: false))
                    return apis.count - 1
                }()
            apis[index].add(count)
        }
        return apis.filter { $0.id != invokeID } + apis.filter { $0.id == invokeID }
    }

    private init(
        id: String,
        kind: String? = nil,
        url: String? = nil,
        routes: [RouteActivity],
        isServed: Bool
    ) {
        self.id = id
        self.kind = kind
        self.url = url
        self.routes = routes
        self.isServed = isServed
    }

    private init(_ api: ServiceStatus.API) {
        let path = api.stage == "$default" ? "" : "/\(api.stage)"
        self.init(
            id: api.id,
            kind: api.kind,
            url: "http://\(api.host):\(api.port)\(path)",
            routes: api.routes.map(RouteActivity.init),
            isServed: true
        )
        stage = api.stage
    }

    private mutating func add(_ count: RouteCount) {
        kind = kind ?? count.apiKind
        stage = stage ?? count.stage
        let name = id == Self.invokeID ? count.function : count.route
        let index =
            routes.firstIndex { $0.key == name }
            ?? {
                routes.append(RouteActivity(key: name, function: count.function))
                return routes.count - 1
            }()
        routes[index].requests += count.requests
        routes[index].failures += count.failures
        routes[index].lastSeen = max(routes[index].lastSeen ?? count.lastSeen, count.lastSeen)
    }
}

/// One route as `apis ID` shows it.
struct RouteActivity {
    /// `POST /orders/{id}`, `$default`; of the Invoke API a function's name; nil for what the gateway
    /// answered before any function was called.
    let key: String?
    var function: String?
    /// Nil when the service does not run, or does not serve it any more.
    var format: String?
    /// What is not honoured, or that it is not served any more.
    var note = ""
    var requests = 0
    var failures = 0
    var lastSeen: Timestamp?

    init(key: String?, function: String?) {
        self.key = key
        self.function = function
    }

    init(invoking function: String) {
        self.init(key: function, function: function)
        format = ProxyFormat.payload.rawValue
    }

    init(_ route: ServiceStatus.Route) {
        self.init(key: route.key, function: route.function)
        format = route.format
        let words = route.unsupported.joined(separator: ", ")
        if !words.isEmpty { note = "\(route.isRefused ? "501" : "served without"): \(words)" }
    }
}
