print("gradwalk")
