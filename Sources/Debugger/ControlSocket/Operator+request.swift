import HTTPServer

extension Operator {
    /// Who sent a request over the control socket: the user that the kernel names, else the one that
    /// it names itself.
    init(of request: HTTPRequest, on exchange: HTTPExchange) {
        if let user = exchange.peerUserID {
            self.init(userID: user)
        } else {
            let name = request.header("x-waybill-operator") ?? "unknown"
            self.init(name: name, source: .client)
        }
    }
}
