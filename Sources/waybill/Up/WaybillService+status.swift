import Debugger
import Flows
import Gateway
import Lambda

#if canImport(Glibc)
import Glibc
#endif

extension WaybillService {
    /// What the control socket tells of the service. On the event loop.
    var status: ServiceStatus {
        ServiceStatus(
            version: waybillVersion,
            processID: Int(getpid()),
            startedAt: startedAt,
            apis: doors.map { door, listener in
                ServiceStatus.API(
                    id: door.api.logicalID,
                    kind: door.api.kind == .http ? "http" : "rest",
                    stage: door.api.stage,
                    host: options.host,
                    port: listener.port,
                    routes: door.api.routes.map(status(of:))
                )
            },
            invokePort: invokeListener?.port ?? 0,
            functions: orderedPools.map(status(of:))
        )
    }

    private func status(of route: RouteConfiguration) -> ServiceStatus.Route {
        let function: String? =
            switch route.integration {
            case .function(let name): pools[name]?.function.name ?? name
            case .fixed: nil
            }
        return ServiceStatus.Route(
            method: route.method,
            path: route.path,
            function: function,
            format: route.payloadFormat.rawValue,
            unsupported: route.unsupported.map(\.feature),
            isRefused: !route.unsupported.isEmpty && !options.allowsUnsupported
        )
    }

    private func status(of pool: EnvironmentPool) -> ServiceStatus.Function {
        let counts = pool.environmentCounts
        return ServiceStatus.Function(
            name: pool.function.name,
            runtime: pool.function.runtime,
            handler: pool.function.handler,
            timeoutSeconds: pool.function.timeoutSeconds,
            memoryMB: pool.function.memoryMB,
            reservedConcurrency: pool.function.reservedConcurrency,
            code: pool.code,
            codeChangedAt: pool.codeChangedAt,
            environments: pool.environmentCount,
            starting: counts.starting,
            idle: counts.idle,
            busy: counts.busy
        )
    }
}
