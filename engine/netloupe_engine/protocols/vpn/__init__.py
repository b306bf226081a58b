"""Private networks over others: key exchange and tunnels that hide what they carry."""
