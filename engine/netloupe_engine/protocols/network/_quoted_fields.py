"""The attributes of a quoted packet, which icmp and icmpv6 have in common, as the code they share numbers them."""
SHARED = ("quoted", "quoted_source", "quoted_destination", "quoted_protocol", "quoted_source_port",
          "quoted_destination_port", "quoted_sequence", "quoted_identifier")
