"""Why sessions are called what they are called: the packets, bytes and rules that decided, found when somebody asks."""
