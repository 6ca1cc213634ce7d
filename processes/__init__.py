"""The families of benefits and the items in them; declarations only, no screens, and no family knows another."""
