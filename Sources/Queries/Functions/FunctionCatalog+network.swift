extension FunctionCatalog {
    static let networkFunctions: [QueryFunction] = [
        QueryFunction(
            "isValidIp",
            "ip",
            1...1,
            .boolean,
            "whether it is an IPv4 or IPv6 address",
            .pure { .boolean(address($0[0]) != nil) }
        ),
        QueryFunction(
            "isValidIpV4",
            "ip",
            1...1,
            .boolean,
            "whether it is an IPv4 address",
            .pure { .boolean(address($0[0])?.isV4 == true) }
        ),
        QueryFunction(
            "isValidIpV6",
            "ip",
            1...1,
            .boolean,
            "whether it is an IPv6 address",
            .pure { .boolean(address($0[0])?.isV4 == false) }
        ),
        QueryFunction(
            "isIpInSubnet",
            "ip, subnet",
            2...2,
            .boolean,
            "whether the address is in the subnet: 10.0.0.0/8, 2001:db8::/32",
            .pure { isInSubnet($0) }
        ),
        QueryFunction(
            "isIpv4InSubnet",
            "ip, subnet",
            2...2,
            .boolean,
            "whether the IPv4 address is in the subnet",
            .pure { isInSubnet($0, isV4: true) }
        ),
        QueryFunction(
            "isIpv6InSubnet",
            "ip, subnet",
            2...2,
            .boolean,
            "whether the IPv6 address is in the subnet",
            .pure { isInSubnet($0, isV4: false) }
        ),
        QueryFunction(
            "ipv4ToNumber",
            "ip",
            1...1,
            .number,
            "the IPv4 address as a number of 32 bits",
            .pure(addressNumber)
        ),
        QueryFunction(
            "isPrivateIP",
            "ip",
            1...1,
            .boolean,
            "whether the address is of a private network (RFC 1918, fc00::/7)",
            .pure { .boolean(address($0[0])?.isPrivate == true) }
        ),
        QueryFunction(
            "isPublicIP",
            "ip",
            1...1,
            .boolean,
            "whether the address is routed on the Internet",
            .pure { .boolean(address($0[0])?.isPublic == true) }
        ),
        QueryFunction(
            "isReservedIP",
            "ip",
            1...1,
            .boolean,
            "whether the address is of a range with a special use",
            .pure { .boolean(address($0[0])?.isReserved == true) }
        ),
    ]
}

private func address(_ value: QueryValue) -> InternetAddress? {
    if case .string(let text) = value { InternetAddress(text) } else { nil }
}

/// Whether the first argument is an address of the subnet; `isV4` is the kind it must be.
private func isInSubnet(_ arguments: [QueryValue], isV4: Bool? = nil) -> QueryValue {
    guard let address = address(arguments[0]),
        let subnet = arguments[1].text.flatMap({ Subnet($0) }),
        isV4 == nil || address.isV4 == isV4
    else { return .boolean(false) }
    return .boolean(subnet.contains(address))
}

private func addressNumber(_ arguments: [QueryValue]) -> QueryValue {
    guard let address = address(arguments[0]), address.isV4 else { return .null }
    return .number(Double(address.low))
}
