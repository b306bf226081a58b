"""The attributes that sll and sll2 have in common, as the code they share numbers them."""
SHARED = ("source", "address")
